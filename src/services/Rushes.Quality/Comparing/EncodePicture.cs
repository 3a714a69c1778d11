using Rushes.Contracts;

namespace Rushes.Quality.Comparing;

/// <summary>The picture of an encode, wherever it lies.</summary>
/// <param name="Size">Samples, upright.</param>
/// <param name="PixelAspect">Of a sample.</param>
/// <param name="Bits">Of a sample.</param>
/// <param name="Transfer">FFmpeg's name; empty: not signalled.</param>
/// <param name="Matrix">The same.</param>
internal sealed record EncodePicture(Resolution Size, Rational PixelAspect, int Bits, string Transfer, string Matrix)
{
    private const int UsualBits = 8;

    /// <summary>FFmpeg's name; empty: the usual one of so many bits.</summary>
    public string PixelFormat { get; init; } = "";

    private static readonly Rational Square = new() { Numerator = 1, Denominator = 1 };

    public static EncodePicture Of(MeasuredVideo video) => video.File is { } file ? Of(file.Track) : Of(video.Encoded.Recipe);

    private static EncodePicture Of(VideoTrack track) => new(track.Upright, AspectOf(track), Math.Max(UsualBits, track.BitDepth), track.Colour?.Transfer ?? "", track.Colour?.Matrix ?? "") { PixelFormat = track.PixelFormat };

    private static EncodePicture Of(Recipe recipe) =>
        new(recipe.Resolution, recipe.PixelAspect ?? Square, Math.Max(UsualBits, recipe.Codec?.Bits ?? 0), recipe.Colour.Transfer, recipe.Colour.Matrix)
        {
            PixelFormat = recipe.Codec?.PixelFormat ?? "",
        };

    /// <summary>Not signalled, or nonsense: samples are square.</summary>
    public static Rational AspectOf(VideoTrack track) => track.PixelAspect is { Numerator: > 0, Denominator: > 0 } aspect ? aspect : Square;
}
