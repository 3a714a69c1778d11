using Rushes.Tools.Cutting;

namespace Rushes.Quality.Functions.Score;

/// <summary>Where the frames of an encode come from.</summary>
internal abstract record EncodeInput
{
    private EncodeInput()
    {
    }

    /// <summary>Local paths, in order of the inputs.</summary>
    public abstract IReadOnlyList<string> Paths { get; }

    /// <summary>Whole chunks, which hold exactly the frames of the window.</summary>
    public sealed record Chunks(IReadOnlyList<string> Files) : EncodeInput
    {
        public override IReadOnlyList<string> Paths => Files;
    }

    /// <param name="Path">Of a file with a part of a chunk.</param>
    public sealed record Part(string Path) : EncodeInput
    {
        public override IReadOnlyList<string> Paths => [Path];
    }

    /// <param name="Path">Of a media file.</param>
    /// <param name="Stream">Of its picture.</param>
    /// <param name="Cut">The frames of the window, and those beside.</param>
    public sealed record Media(string Path, int Stream, PictureCut Cut) : EncodeInput
    {
        public override IReadOnlyList<string> Paths => [Path];
    }
}
