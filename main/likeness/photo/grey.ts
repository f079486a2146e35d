/** Grey pictures and the few filters that the comparison of photos needs. Pixel (i, j) covers [i, i+1) × [j, j+1). */

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** Luminance 0–255, row by row. */
  readonly data: Uint8Array;
}

export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export const plane = (grey: Grey): Plane => ({ width: grey.width, height: grey.height, data: Float32Array.from(grey.data) });

/** Bilinear reduction or enlargement; a reduction by more than 2 would alias and is not asked of it. */
export function scaled(grey: Grey, width: number, height: number): Grey {
  const data = new Uint8Array(width * height);
  const [fx, fy] = [grey.width / width, grey.height / height];
  const [lastX, lastY] = [grey.width - 1, grey.height - 1];
  const left = new Int32Array(width);
  const right = new Int32Array(width);
  const share = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const at = Math.min(lastX, Math.max(0, (x + 0.5) * fx - 0.5));
    left[x] = Math.floor(at);
    right[x] = Math.min(lastX, Math.floor(at) + 1);
    share[x] = at - Math.floor(at);
  }
  for (let y = 0; y < height; y++) {
    const at = Math.min(lastY, Math.max(0, (y + 0.5) * fy - 0.5));
    const top = Math.floor(at) * grey.width;
    const bottom = Math.min(lastY, Math.floor(at) + 1) * grey.width;
    const down = at - Math.floor(at);
    for (let x = 0; x < width; x++) {
      const [l, r, t] = [left[x] ?? 0, right[x] ?? 0, share[x] ?? 0];
      const upper = (grey.data[top + l] ?? 0) * (1 - t) + (grey.data[top + r] ?? 0) * t;
      const lower = (grey.data[bottom + l] ?? 0) * (1 - t) + (grey.data[bottom + r] ?? 0) * t;
      data[y * width + x] = upper * (1 - down) + lower * down + 0.5;
    }
  }
  return { width, height, data };
}

/** The mean of every 2 × 2 pixels. */
export function half(from: Plane): Plane {
  const width = Math.max(1, from.width >> 1);
  const height = Math.max(1, from.height >> 1);
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 2 * y * from.width + 2 * x;
      const right = 2 * x + 1 < from.width ? 1 : 0;
      const below = 2 * y + 1 < from.height ? from.width : 0;
      data[y * width + x] =
        ((from.data[at] ?? 0) + (from.data[at + right] ?? 0) + (from.data[at + below] ?? 0) + (from.data[at + below + right] ?? 0)) / 4;
    }
  return { width, height, data };
}

/** Separable filter with a kernel of odd length; the border repeats. */
export function filtered(from: Plane, kernel: readonly number[]): Plane {
  const { width, height } = from;
  const weights = Float32Array.from(kernel);
  const radius = weights.length >> 1;
  const padded = new Float32Array(width + 2 * radius);
  const rows = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    padded.set(from.data.subarray(y * width, (y + 1) * width), radius);
    padded.fill(padded[radius] ?? 0, 0, radius);
    padded.fill(padded[radius + width - 1] ?? 0, radius + width);
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += (weights[k] ?? 0) * (padded[x + k] ?? 0);
      rows[y * width + x] = sum;
    }
  }
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let k = -radius; k <= radius; k++) {
      const row = Math.min(height - 1, Math.max(0, y + k)) * width;
      const weight = weights[k + radius] ?? 0;
      const into = y * width;
      for (let x = 0; x < width; x++) data[into + x] = (data[into + x] ?? 0) + weight * (rows[row + x] ?? 0);
    }
  return { width, height, data };
}

/** A Gaussian kernel of the given radius whose weights sum to one. */
export function gaussian(radius: number, sigma: number): number[] {
  const weights = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)));
  const sum = weights.reduce((all, each) => all + each, 0);
  return weights.map((each) => each / sum);
}

/** Means over squares of side 2·radius+1, cut at the border, by running sums. */
export function boxMean(from: Plane, radius: number): Plane {
  const { width, height } = from;
  const rows = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    let sum = 0;
    let count = 0;
    for (let x = 0; x < Math.min(radius, width); x++, count++) sum += from.data[y * width + x] ?? 0;
    for (let x = 0; x < width; x++) {
      if (x + radius < width) [sum, count] = [sum + (from.data[y * width + x + radius] ?? 0), count + 1];
      if (x - radius - 1 >= 0) [sum, count] = [sum - (from.data[y * width + x - radius - 1] ?? 0), count - 1];
      rows[y * width + x] = sum / count;
    }
  }
  const data = new Float32Array(width * height);
  const sums = new Float64Array(width);
  let count = 0;
  for (let y = -radius; y < height; y++) {
    const [enter, leave] = [y + radius, y - radius - 1];
    if (enter < height) {
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (rows[enter * width + x] ?? 0);
      count++;
    }
    if (leave >= 0) {
      for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) - (rows[leave * width + x] ?? 0);
      count--;
    }
    if (y >= 0) for (let x = 0; x < width; x++) data[y * width + x] = (sums[x] ?? 0) / count;
  }
  return { width, height, data };
}

/** Every pixel against its neighbourhood: (value − local mean) / (local deviation + floor). Takes out tone, exposure and vignettes. */
export function locallyNormalised(from: Plane, radius: number, floor: number): Plane {
  const mean = boxMean(from, radius);
  const squares = boxMean({ ...from, data: from.data.map((value) => value * value) }, radius);
  const data = from.data.map((value, i) => {
    const m = mean.data[i] ?? 0;
    return (value - m) / (Math.sqrt(Math.max(0, (squares.data[i] ?? 0) - m * m)) + floor);
  });
  return { width: from.width, height: from.height, data };
}
