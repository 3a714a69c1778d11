using Rushes.Media.QuickTime;

namespace Rushes.Media.Isobmff.Progressive;

/// <summary>How a progressive file is made.</summary>
public sealed record ProgressiveOptions
{
    public FileFlavour Flavour { get; init; }

    /// <summary>As the tracks lie in one source, or each whole, instead of half a second in turn: a store copies long ranges.</summary>
    public bool Copyable { get; init; }

    /// <summary>Of the first picture; QuickTime only.</summary>
    public TimecodeTrack? Timecode { get; init; }
}
