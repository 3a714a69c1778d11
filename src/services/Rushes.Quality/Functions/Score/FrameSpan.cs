using Rushes.Contracts;

namespace Rushes.Quality.Functions.Score;

/// <summary>
/// The frames that libvmaf sees for a window: one more on each side, where the film has one, since motion is told from the frames beside.
/// Their scores are not kept.
/// </summary>
/// <param name="From">The first frame that is scored.</param>
/// <param name="To">Behind the last one.</param>
/// <param name="Before">0 or 1.</param>
/// <param name="After">0 or 1.</param>
internal readonly record struct FrameSpan(int From, int To, int Before, int After)
{
    public int First => From - Before;

    public int End => To + After;

    public int Count => End - First;

    public static FrameSpan Of(FrameRange window, int film) => new((int)window.From, (int)window.To, window.From > 0 ? 1 : 0, window.To < film ? 1 : 0);
}
