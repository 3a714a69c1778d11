using Rushes.Contracts;

namespace Rushes.Cli.Report;

/// <summary>What an answer says of the picture. Pure.</summary>
internal static class InspectedPicture
{
    // Rec. ITU-T H.265 D.3.28.
    private const double Chromaticity = 0.00002;
    private const double Luminance = 0.0001;

    public static AnswerVideo Of(InspectResponse response)
    {
        var video = response.Video;
        return new AnswerVideo
        {
            Stream = video.StreamIndex,
            Codec = video.Codec,
            Width = video.Upright?.Width ?? 0,
            Height = video.Upright?.Height ?? 0,
            PixelAspect = InspectAnswers.Ratio(video.PixelAspect, "1/1"),
            Rotation = video.Rotation,
            PixelFormat = video.PixelFormat,
            Bits = video.BitDepth,
            FrameRate = InspectAnswers.Ratio(video.FrameRate, "0/1"),
            Pictures = PicturesOf(video.Pictures),
            FieldOrder = InspectAnswers.NullIfEmpty(video.FieldOrder),
            FirstTime = InspectAnswers.Ticks(video.FirstTime),
            Colour = Colour(video.Colour ?? new Colour()),
            Hdr = video.Hdr is { } hdr ? new AnswerHdr(Display(hdr.MasteringDisplay), Light(hdr.ContentLight)) : null,
            Hdr10Plus = video.Hdr10Plus,
            DolbyVision = InspectAnswers.NullIfEmpty(video.DolbyVision),
            FormatChanges = video.FormatChanges,
            Cadence = response.Picture is { } picture ? Cadence(picture) : null,
        };
    }

    private static AnswerColour Colour(Colour colour) => new(
        InspectAnswers.NullIfEmpty(colour.Range), InspectAnswers.NullIfEmpty(colour.Primaries), InspectAnswers.NullIfEmpty(colour.Transfer),
        InspectAnswers.NullIfEmpty(colour.Matrix), InspectAnswers.NullIfEmpty(colour.ChromaLocation));

    private static AnswerDisplay? Display(MasteringDisplayColour? display) => display is null ? null : new AnswerDisplay(
        Point(display.RedX, display.RedY), Point(display.GreenX, display.GreenY), Point(display.BlueX, display.BlueY), Point(display.WhiteX, display.WhiteY),
        Math.Round(display.MinLuminance * Luminance, 4), Math.Round(display.MaxLuminance * Luminance, 4));

    private static double[] Point(uint x, uint y) => [Math.Round(x * Chromaticity, 5), Math.Round(y * Chromaticity, 5)];

    private static AnswerLight? Light(ContentLightLevel? light) => light is null ? null : new AnswerLight(light.MaxContent, light.MaxFrameAverage);

    private static AnswerCadence Cadence(PictureReport picture) => new(
        Sum(picture.Progressive), Sum(picture.TopFirst), Sum(picture.BottomFirst), Sum(picture.Undetermined), Sum(picture.Repeats));

    private static long Sum(IEnumerable<int> counts) => counts.Sum(count => (long)count);

    private static string PicturesOf(TimelinePictures pictures) => pictures switch
    {
        TimelinePictures.Film => "film",
        TimelinePictures.Fields => "fields",
        _ => "frames",
    };
}
