using Rushes.Contracts;
using Rushes.Media;
using Rushes.Media.Isobmff;

namespace Rushes.Encoding.Functions.Assemble;

/// <summary>
/// What a recipe promises and containers say. FFmpeg writes into a chunk's boxes the light that it finds beside the frames, which is nothing
/// where only the bitstream says it, and not what an encoder was told instead; of VP9 a level that it guesses from the picture's size; and of AV1
/// the sequence header that the encoder gives out before it has settled on its tools.
/// </summary>
internal static class RecipeFormat
{
    /// <param name="format">What the first chunk's sample entry says.</param>
    /// <param name="recipe">Resolved.</param>
    /// <param name="firstSample">From <see cref="ReadFirstSampleAsync"/>.</param>
    /// <exception cref="MediaFormatException">What the sample says is malformed.</exception>
    public static TrackFormat Complete(TrackFormat format, Recipe recipe, ReadOnlySpan<byte> firstSample)
    {
        var complete = (firstSample.IsEmpty ? format : format.OfSample(firstSample)) with { Picture = Complete(format.Picture, recipe) };
        return recipe.Codec.Level.Length > 0 ? complete.WithLevel(recipe.Codec.Level) : complete;
    }

    /// <summary>The first sample, where it says more than its sample entry does; else nothing.</summary>
    public static async Task<byte[]> ReadFirstSampleAsync(FragmentedFile file, Stream media, Recipe recipe, CancellationToken cancellationToken)
    {
        if (recipe.Codec.Format != CodecFormat.Av1 || file.Samples.Count == 0)
        {
            return [];
        }

        var first = file.Samples[0];
        var bytes = new byte[first.Size];
        media.Position = first.Offset;
        var read = await media.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return read == bytes.Length ? bytes : [];
    }

    private static PictureProperties Complete(PictureProperties picture, Recipe recipe) => picture with
    {
        MasteringDisplay = recipe.Hdr?.MasteringDisplay is { } display ? Display(display) : null,
        ContentLight = recipe.Hdr?.ContentLight is { } light ? new ContentLight((ushort)light.MaxContent, (ushort)light.MaxFrameAverage) : null,
    };

    private static MasteringDisplay Display(MasteringDisplayColour display) => new(
        Point(display.GreenX, display.GreenY), Point(display.BlueX, display.BlueY), Point(display.RedX, display.RedY), Point(display.WhiteX, display.WhiteY),
        display.MaxLuminance, display.MinLuminance);

    private static Chromaticity Point(uint x, uint y) => new((ushort)x, (ushort)y);
}
