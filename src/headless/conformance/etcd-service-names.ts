import {
  type CompareSign,
  type EtcdRequest,
  type KeyRange,
  keysWith,
  type LeaseId,
  NO_LEASE,
  type PutRequest,
  type RangeRequest,
  type SortTarget,
  type TxnCompare,
  type TxnOp,
  type TxnRequest,
  ZERO_BYTE,
} from '../../etcd/index.ts';
import { bytesOf, textOf } from '../../lib/index.ts';
import type {
  ByteText,
  KeyFields,
  OpFields,
  RevisionText,
  ServiceStep,
  TxnFields,
  TxnOpFields,
} from './etcd-service-format.ts';

/** A lease's id that a client chose. */
function hexOf(id: number): string {
  return id.toString(16);
}

/** What a scenario gave names to, and how it says keys, leases and revisions. */
export class EtcdNames {
  /** Leases by name. */
  readonly leases = new Map<string, LeaseId>();
  /** Revisions of steps that were given a name: `now.rev`, `now.mod`. */
  readonly revisions = new Map<string, number>();

  bytes(text: ByteText = ''): string {
    if (typeof text !== 'string') {
      if ('repeat' in text) return bytesOf(text.repeat).repeat(text.n);
      return text.hex.replace(/../g, (two) => String.fromCharCode(Number.parseInt(two, 16)));
    }
    return bytesOf(text.replace(/\$(\w+)/g, (all, name) => this.leases.get(name) ?? all));
  }

  /** Bytes as recordings show them: many of one kind by how many, a lease's id by its name. */
  shown(bytes: string): ByteText {
    if (bytes.length > 100 && bytes === bytes.charAt(0).repeat(bytes.length)) {
      return { repeat: bytes.charAt(0), n: bytes.length };
    }
    const text = textOf(bytes);
    if (bytesOf(text) !== bytes) {
      return {
        hex: [...bytes].map((one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join(''),
      };
    }
    let named = text;
    for (const [name, id] of this.leases) {
      if (id.length > 4) named = named.replaceAll(id, `{${name}}`);
    }
    return named;
  }

  /** A text in which leases are named that got their names after it was said. */
  late(text: string): string {
    let named = text;
    for (const [name, id] of this.leases) {
      if (id.length > 4) named = named.replaceAll(id, `{${name}}`);
    }
    return named;
  }

  lease(said: string | number | undefined): LeaseId {
    if (said === undefined) return NO_LEASE;
    if (typeof said === 'number') return said.toString(16);
    const id = this.leases.get(said);
    if (id === undefined) throw new Error(`there is no lease ${said}`);
    return id;
  }

  leaseName(id: LeaseId): string {
    return [...this.leases].find(([, one]) => one === id)?.[0] ?? id;
  }

  revision(said: RevisionText): number {
    if (typeof said === 'number') return said;
    const [, name = '', more = '0'] = /^(\w+\.\w+)([+-]\d+)?$/.exec(said) ?? [];
    const known = this.revisions.get(name);
    if (known === undefined) throw new Error(`there is no revision ${said}`);
    return known + Number(more ?? 0);
  }

  /** What a step asks for, where members have no names in it. */
  request(step: ServiceStep): EtcdRequest {
    switch (step.op) {
      case 'put':
        return this.put(step);
      case 'get':
        return this.get(step);
      case 'delete':
        return { type: 'deleteRange', ...this.range(step), prevKv: step.prevKv ?? false };
      case 'txn':
        return this.txn(step);
      case 'compact':
        return { type: 'compact', revision: this.revision(step.revision ?? 0) };
      case 'leaseGrant':
        return { type: 'leaseGrant', id: hexOf(step.id ?? 0), ttl: step.ttl ?? 0 };
      case 'leaseRevoke':
      case 'leaseKeepAlive':
        return { type: step.op, id: this.lease(step.lease) };
      case 'leaseTimeToLive':
        return { type: step.op, id: this.lease(step.lease), keys: step.keys ?? false };
      case 'leases':
      case 'memberList':
        return { type: step.op };
      case 'lock':
        if (step.lease === undefined) throw new Error('a lock without a lease is not modelled');
        return { type: 'lock', name: this.bytes(step.name), lease: this.lease(step.lease) };
      case 'unlock':
        return { type: 'unlock', key: this.bytes(step.key) };
      default:
        throw new Error(`${step.op} is not modelled`);
    }
  }

  range({ key, rangeEnd, prefix, fromKey }: KeyFields): KeyRange {
    const from = this.bytes(key);
    if (fromKey) return { key: from, rangeEnd: ZERO_BYTE };
    return prefix ? keysWith(from) : { key: from, rangeEnd: this.bytes(rangeEnd) };
  }

  get(fields: OpFields): RangeRequest {
    const { revision = 0, limit = 0, sort: [target, order] = ['key', 'none'] } = fields;
    const { serializable = false, keysOnly = false, countOnly = false } = fields;
    const { minMod = 0, maxMod = 0, minCreate = 0, maxCreate = 0 } = fields;
    return {
      ...{ type: 'range', ...this.range(fields), limit, serializable, keysOnly, countOnly },
      revision: this.revision(revision),
      // Casts: recordings name no others.
      sortTarget: target.toUpperCase() as SortTarget,
      sortOrder: order.toUpperCase() as 'NONE' | 'ASCEND' | 'DESCEND',
      minModRevision: this.revision(minMod),
      maxModRevision: this.revision(maxMod),
      minCreateRevision: this.revision(minCreate),
      maxCreateRevision: this.revision(maxCreate),
    };
  }

  put(fields: OpFields): PutRequest {
    const { prevKv = false, ignoreValue = false, ignoreLease = false } = fields;
    const [key, value] = [this.bytes(fields.key), this.bytes(fields.value)];
    const lease = this.lease(fields.lease);
    return { type: 'put', key, value, lease, prevKv, ignoreValue, ignoreLease };
  }

  txn({ compare, success, failure }: TxnFields): TxnRequest {
    return {
      type: 'txn',
      compare: compare.map((one) => this.compare(one)),
      success: success.map((one) => this.op(one)),
      failure: failure.map((one) => this.op(one)),
    };
  }

  private op({ put, get, delete: del, txn }: TxnOpFields): TxnOp {
    if (put) return this.put(put);
    if (get) return this.get(get);
    if (txn) return this.txn(txn);
    if (del) return { type: 'deleteRange', ...this.range(del), prevKv: del.prevKv ?? false };
    throw new Error('there is no such operation');
  }

  private compare([target, key, said, to, end]: TxnFields['compare'][number]): TxnCompare {
    const sign = said as CompareSign;
    const keys = end === 'prefix' ? { key, prefix: true } : { key, rangeEnd: end ?? '' };
    const of = { ...this.range(keys), sign };
    switch (target) {
      case 'value':
        return { ...of, target: 'VALUE', value: this.bytes(String(to)) };
      case 'lease':
        return { ...of, target: 'LEASE', lease: to === 0 ? NO_LEASE : this.lease(to) };
      default: {
        const named = target.toUpperCase() as 'VERSION' | 'CREATE' | 'MOD';
        return { ...of, target: named, number: this.revision(to) };
      }
    }
  }
}
