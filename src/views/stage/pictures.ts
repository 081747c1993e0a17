import type { Point } from './geometry.ts';

export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** So many are kept. */
const KEPT = 600;

/** Where a picture's middle is to lie, and how far it reaches. */
interface Room {
  /** In device pixels. */
  readonly spot: Point;
  /** Device pixels in one unit of what is drawn. */
  readonly scale: number;
  /** Units from its middle to either side. */
  readonly x: number;
  /** Units from its middle up and down. */
  readonly y: number;
}

/**
 * Small pictures that are drawn once and copied from then on. Without a graphics card a rounded
 * edge costs fifty times what a copy of it does, and there are hundreds of them in a frame.
 */
export class Pictures {
  #kept = new Map<string, ImageBitmap>();
  #scale = 1;

  /** Colours or letters have changed. */
  forget(): void {
    this.#kept = new Map();
  }

  /** Puts the picture of this key, to whole device pixels: `draw` has to follow from it alone. */
  put(pen: Pen, key: string, { spot, scale, x, y }: Room, draw: (pen: Pen) => void): void {
    if (scale !== this.#scale || this.#kept.size >= KEPT) this.forget();
    this.#scale = scale;
    const [left, top] = [Math.ceil(x * scale), Math.ceil(y * scale)];
    let picture = this.#kept.get(key);
    if (picture === undefined) {
      const canvas = new OffscreenCanvas(2 * left, 2 * top);
      const own = canvas.getContext('2d');
      if (own === null) return;
      own.setTransform(scale, 0, 0, scale, left, top);
      draw(own);
      picture = canvas.transferToImageBitmap();
      this.#kept.set(key, picture);
    }
    pen.drawImage(picture, Math.round(spot.x) - left, Math.round(spot.y) - top);
  }
}
