using Rushes.Media.Timing;

namespace Rushes.Media.Isobmff.Reading;

/// <summary>A track as its file describes it (ISO/IEC 14496-12 §8.3.1).</summary>
public sealed class MovieTrack
{
    public required uint Id { get; init; }

    /// <summary>What it holds: <c>vide</c>, <c>soun</c>, <c>tmcd</c>, <c>text</c>, …</summary>
    public required BoxType Handler { get; init; }

    /// <summary>The handler's name, for people; empty when there is none.</summary>
    public required string HandlerName { get; init; }

    public required bool IsEnabled { get; init; }

    /// <summary>Ticks a second.</summary>
    public required uint Timescale { get; init; }

    /// <summary>Of the media without edits, as the header says it, ticks; null when it does not know. Fragments are not counted.</summary>
    public required long? Duration { get; init; }

    /// <summary>BCP 47 where the file has <c>elng</c>, else three letters of ISO 639-2/T; "und" when it does not say.</summary>
    public required string Language { get; init; }

    /// <summary>The track's matrix, then the movie's.</summary>
    public required TransformationMatrix Matrix { get; init; }

    /// <summary>As shown, before the matrix; 0 for sound.</summary>
    public required Rational Width { get; init; }

    /// <summary>As shown, before the matrix; 0 for sound.</summary>
    public required Rational Height { get; init; }

    /// <summary>Tracks of the same group are alternatives; 0 is none.</summary>
    public required int AlternateGroup { get; init; }

    public required IReadOnlyList<TrackReference> References { get; init; }

    /// <summary>Empty when the track is shown as it is.</summary>
    public required IReadOnlyList<EditListEntry> Edits { get; init; }

    /// <summary>What the edit list makes of the times of the samples; null when it cuts inside, repeats or stretches.</summary>
    public required Presentation? Presentation { get; init; }

    /// <summary>At least one where there are samples.</summary>
    public required IReadOnlyList<SampleEntry> SampleEntries { get; init; }

    /// <summary>In decode order; of the sample tables and of all fragments.</summary>
    public required SampleTable Samples { get; init; }

    /// <summary>How many samples are announced and not in the file.</summary>
    public required long MissingSamples { get; init; }

    /// <summary>Where encrypted samples say their vectors and clear bytes, in file order.</summary>
    public required IReadOnlyList<SampleProtectionBox> SampleProtection { get; init; }

    /// <summary>The whole <c>udta</c> box; empty without one.</summary>
    public required ReadOnlyMemory<byte> UserData { get; init; }

    /// <summary>The whole <c>meta</c> box; empty without one.</summary>
    public required ReadOnlyMemory<byte> Metadata { get; init; }

    /// <summary>Every box in <c>trak</c>, known or not.</summary>
    public required IReadOnlyList<BoxPlace> Boxes { get; init; }

    /// <summary>Of picture or sound, and with samples; cover pictures have none.</summary>
    internal bool IsMedia => (Handler.Is("vide"u8) || Handler.Is("soun"u8)) && Samples.Count > 0;
}
