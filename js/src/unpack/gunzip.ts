/** Import a gzipped module from a blob, as anywidget itself does it: nothing is fetched. */
export async function importGzip(packed: BufferSource): Promise<unknown> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const plain = await new Response(stream).text();
  const url = URL.createObjectURL(new Blob([plain], { type: "text/javascript" }));
  try {
    return await import(/* @vite-ignore */ url);
  } finally {
    URL.revokeObjectURL(url);
  }
}
