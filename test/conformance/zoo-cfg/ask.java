import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/**
 * Asks the real QuorumPeerConfig about files: one line of JSON a file, in order. Run by ask.ts. No
 * server is started; what a file says of dataDir is replaced by an empty folder that holds the myid.
 * A file is asked about once for each server it lists, and taken if every one of them takes it.
 */
class Ask {
    static final Path FOLDER = folder();
    static final Properties BEFORE = (Properties) System.getProperties().clone();

    public static void main(String[] hostsThenFiles) throws Exception {
        Path hosts = Path.of(hostsThenFiles[0]);
        for (int i = 1; i < hostsThenFiles.length; i++) {
            byte[] text = Files.readAllBytes(Path.of(hostsThenFiles[i]));
            Files.writeString(hosts, everyNameIn(text));
            System.out.println(answer(text));
        }
    }

    /** Every word becomes a host that can be found: what a file's names mean is the network's. */
    static String everyNameIn(byte[] text) {
        Matcher words = Pattern.compile("[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_.-]*")
            .matcher(new String(text, StandardCharsets.ISO_8859_1));
        TreeSet<String> names = new TreeSet<>();
        while (words.find()) names.add(words.group());
        int[] n = {0};
        String lines = names.stream()
            .filter(name -> !name.equals("localhost"))
            .map(name -> "198.18." + (++n[0] / 250) + "." + (n[0] % 250 + 1) + " " + name)
            .collect(Collectors.joining("\n"));
        return "127.0.0.1 localhost\n" + lines + "\n";
    }

    static String answer(byte[] text) throws IOException {
        QuorumPeerConfig config = null;
        for (String sid : sidsIn(text)) {
            try {
                config = parsed(text, sid);
            } catch (Throwable refusal) {
                return "{\"taken\":false,\"said\":" + quoted(innermost(refusal)) + "}";
            }
        }
        int port = config.getClientPortAddress() == null ? 0 : config.getClientPortAddress().getPort();
        return "{\"taken\":true,\"tickTime\":" + config.getTickTime()
            + ",\"initLimit\":" + config.getInitLimit()
            + ",\"syncLimit\":" + config.getSyncLimit()
            + ",\"minSessionTimeout\":" + config.getMinSessionTimeout()
            + ",\"maxSessionTimeout\":" + config.getMaxSessionTimeout()
            + ",\"maxClientCnxns\":" + config.getMaxClientCnxns()
            + ",\"clientPort\":" + port
            + ",\"standalone\":" + !config.isDistributed()
            + ",\"members\":" + quoted(config.getQuorumVerifier().toString()) + "}";
    }

    /** The numbers of its servers; one without a number if it has none. */
    static List<String> sidsIn(byte[] text) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(text));
        } catch (Exception malformed) {
            return Arrays.asList((String) null);
        }
        List<String> sids = properties.stringPropertyNames().stream()
            .filter(key -> key.matches("server\\.[+-]?\\d+"))
            .map(key -> key.substring("server.".length()))
            .sorted()
            .collect(Collectors.toList());
        return sids.isEmpty() ? Arrays.asList((String) null) : sids;
    }

    static QuorumPeerConfig parsed(byte[] text, String sid) throws Exception {
        System.setProperties((Properties) BEFORE.clone());
        QuorumPeerConfig.setStandaloneEnabled(true);
        QuorumPeerConfig.setReconfigEnabled(false);
        Path myid = FOLDER.resolve("myid");
        Files.deleteIfExists(myid);
        if (sid != null) Files.writeString(myid, String.valueOf(Long.parseLong(sid)));
        Path file = FOLDER.resolve("zoo.cfg");
        Files.write(file, withFolder(text));
        QuorumPeerConfig config = new QuorumPeerConfig();
        config.parse(file.toString());
        return config;
    }

    /** The text with a dataDir of ours, if it has one at all: the last line of a key counts. */
    static byte[] withFolder(byte[] text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(text));
        } catch (IllegalArgumentException malformed) {
            return text;
        }
        String dataDir = properties.getProperty("dataDir");
        // A path too short to be looked at is refused as it stands.
        if (dataDir == null || dataDir.trim().length() < 2 && !dataDir.trim().equals("/")) return text;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(text);
        bytes.write(("\n\ndataDir=" + FOLDER + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }

    static String innermost(Throwable refusal) {
        Throwable cause = refusal;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.replace(FOLDER.toString(), "FOLDER").toCharArray()) {
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < ' ' || c > '~') json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        return json.append('"').toString();
    }

    static Path folder() {
        try {
            Path folder = Files.createTempDirectory("zabscope-ask");
            folder.toFile().deleteOnExit();
            for (String name : List.of("myid", "zoo.cfg", "zoo.cfg.bak")) {
                folder.resolve(name).toFile().deleteOnExit();
            }
            return folder;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
