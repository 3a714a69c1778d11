using Rushes.Media.Fingerprints;

namespace Rushes.Media.Tests.Fingerprints;

/// <summary>Films of fingerprints, and what comparing them finds.</summary>
internal static class Pictures
{
    public const int PerChunk = 40;

    public static readonly PictureRules NoRules = new(0, MapsTones: false, IsDeinterlaced: false);

    /// <summary>Hills of light that travel at different speeds: no two frames alike.</summary>
    public static byte[][] Film(int frames, int seed = 1) => [.. Enumerable.Range(0, frames).Select(frame => Frame(frame, seed))];

    public static byte[] Flat(byte level) => [.. Enumerable.Repeat(level, Fingerprint.Size)];

    /// <summary>The film as an encoder leaves it: every cell a little off, the same for the same frame.</summary>
    public static byte[][] Coded(IEnumerable<byte[]> film, int most = 2, int seed = 7)
    {
        var random = new Random(seed);
        return [.. film.Select(frame => frame.Select(cell => (byte)Math.Clamp(cell + random.Next(-most, most + 1), 0, 255)).ToArray())];
    }

    public static Stream File(IEnumerable<byte[]> frames, bool interlaced = false) =>
        new MemoryStream([.. FingerprintFile.Header(new FingerprintSource(1920, 1080, interlaced)), .. frames.SelectMany(frame => frame)]);

    public static Task<IReadOnlyList<PictureFault>> CompareAsync(byte[][] mezzanine, byte[][] encode, bool interlaced = false) =>
        CompareAsync(mezzanine, [.. encode.Chunk(PerChunk)], NoRules, interlaced);

    public static async Task<IReadOnlyList<PictureFault>> CompareAsync(
        byte[][] mezzanine, byte[][][] chunks, PictureRules rules, bool interlaced = false)
    {
        var token = TestContext.Current.CancellationToken;
        var reader = await FingerprintReader.OpenAsync(File(mezzanine, interlaced), token);
        var compared = chunks.Select((chunk, number) => new ComparedChunk(number, number * PerChunk, _ => Task.FromResult(File(chunk)))).ToList();
        return await new PictureComparison(reader, compared, rules).RunAsync(token);
    }

    private static byte[] Frame(int frame, int seed)
    {
        var picture = new byte[Fingerprint.Size];
        for (var cell = 0; cell < picture.Length; cell++)
        {
            var (y, x) = Math.DivRem(cell, Fingerprint.Columns);
            var level = 128 + (50 * Math.Sin((x * 0.5 * seed) - (frame * 0.21))) + (40 * Math.Cos((y * 0.7) + (x * 0.2) + (frame * 0.083 * seed)));
            picture[cell] = (byte)Math.Clamp(level, 0, 255);
        }

        return picture;
    }
}
