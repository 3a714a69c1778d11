using Rushes.Media.QuickTime;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary>How a progressive file is made.</summary>
public sealed record ProgressiveOptions
{
    public FileFlavour Flavour { get; init; }

    /// <summary>Each track whole instead of half a second in turn, so that a store copies its bytes in long ranges.</summary>
    public bool Copyable { get; init; }

    /// <summary>Of the first picture; QuickTime only.</summary>
    public TimecodeTrack? Timecode { get; init; }
}
