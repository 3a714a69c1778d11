using System.Numerics;

namespace Rushes.Media.Isobmff.Reading;

/// <summary>
/// <c>trun</c>, ISO/IEC 14496-12 §8.8.8: samples that lie one after another. Each field is read for all samples at once; one
/// that the run leaves out is the same for all and costs nothing, however many samples it claims.
/// </summary>
internal readonly ref struct TrackRun(TrackBuilder track, TrackDefaults defaults, long baseOffset, long fileLength, NoteList notes)
{
    private const uint HasDataOffset = 0x1;
    private const uint HasFirstFlags = 0x4;
    private const uint HasDurations = 0x100;
    private const uint HasSizes = 0x200;
    private const uint HasFlags = 0x400;
    private const uint HasCompositionOffsets = 0x800;
    private const uint HasFields = HasDurations | HasSizes | HasFlags | HasCompositionOffsets;

    private readonly TrackBuilder _track = track;
    private readonly TrackDefaults _defaults = defaults;
    private readonly long _baseOffset = baseOffset;
    private readonly long _fileLength = fileLength;
    private readonly NoteList _notes = notes;

    /// <summary>Appends the samples of a run.</summary>
    /// <param name="content">Of the box.</param>
    /// <param name="next">Where they lie when the run does not say it.</param>
    /// <returns>Where they end.</returns>
    public long Parse(BoxReader content, long next)
    {
        var flags = content.ReadVersionAndFlags().Flags;
        var claimed = content.ReadUInt32();
        var offset = (flags & HasDataOffset) == 0 ? next : _baseOffset + content.ReadInt32();
        uint? firstFlags = (flags & HasFirstFlags) == 0 ? null : content.ReadUInt32();
        var count = Count(content, flags, claimed);
        if (count == 0)
        {
            return offset;
        }

        var samples = _track.Samples;
        var bytesBefore = samples.Sizes.Total;
        AppendDurations(Field(content, flags, HasDurations), count);
        AppendSizes(Field(content, flags, HasSizes), count);
        AppendKeys(Field(content, flags, HasFlags), count, firstFlags);
        AppendComposition(Field(content, flags, HasCompositionOffsets), count);
        samples.Places.Append(new SamplePlace(offset - bytesBefore, Entry(content)), count);
        return offset + samples.Sizes.Total - bytesBefore;
    }

    private static RunField Field(BoxReader content, uint flags, uint field) => (flags & field) == 0
        ? default
        : new RunField(content, 4 * BitOperations.PopCount(flags & HasFields & (field - 1)), 4 * BitOperations.PopCount(flags & HasFields));

    private long Count(BoxReader content, uint flags, uint claimed)
    {
        var bytesPerSample = 4 * BitOperations.PopCount(flags & HasFields);
        var most = Math.Min(_fileLength, uint.MaxValue) - _track.Samples.Count;
        return bytesPerSample > 0 ? content.Backed(claimed, bytesPerSample, _notes)
            : claimed <= most ? claimed
            : throw content.Malformed($"claims {claimed} samples, more than the file can hold");
    }

    private void AppendDurations(RunField field, long count)
    {
        var durations = _track.Samples.Durations;
        var fits = field.IsPresent || durations.TryAppend(_defaults.Duration, count);
        for (var i = 0; field.IsPresent && i < count; i++)
        {
            fits &= durations.TryAppend(field.Read(i), 1);
        }

        if (!fits)
        {
            throw new MediaFormatException("moof/traf/trun: times are absurd", _baseOffset);
        }
    }

    private void AppendSizes(RunField field, long count)
    {
        var sizes = _track.Samples.Sizes;
        var fits = field.IsPresent || sizes.TryAppend(_defaults.Size, count);
        for (var i = 0; field.IsPresent && i < count; i++)
        {
            fits &= sizes.TryAppend(field.Read(i), 1);
        }

        if (!fits)
        {
            throw new MediaFormatException("moof/traf/trun: sizes are absurd", _baseOffset);
        }
    }

    // The flags of the first sample may stand before the run, in place of the default or of its own.
    private void AppendKeys(RunField field, long count, uint? firstFlags)
    {
        var keys = _track.Samples.Keys;
        var first = firstFlags is null ? 0 : 1;
        if (firstFlags is { } flags)
        {
            keys.Append(SampleFlags.IsKey(flags), 1);
        }

        if (!field.IsPresent)
        {
            keys.Append(SampleFlags.IsKey(_defaults.Flags), count - first);
        }

        for (var i = first; field.IsPresent && i < count; i++)
        {
            keys.Append(SampleFlags.IsKey(field.Read(i)), 1);
        }
    }

    // Signed in version 0, too: see CompositionTimes.
    private void AppendComposition(RunField field, long count)
    {
        var offsets = _track.Samples.CompositionOffsets;
        if (!field.IsPresent)
        {
            offsets.Append(0, count);
        }

        for (var i = 0; field.IsPresent && i < count; i++)
        {
            offsets.Append((int)field.Read(i), 1);
        }
    }

    private int Entry(BoxReader content)
    {
        if (_defaults.Entry >= 1 && _defaults.Entry <= _track.SampleEntries.Length)
        {
            return (int)_defaults.Entry - 1;
        }

        _notes.Damaged(content, $"needs sample entry {_defaults.Entry} of {_track.SampleEntries.Length}");
        return _track.SampleEntries.Length > 0 ? 0 : throw content.Malformed("has samples of a track without a sample entry");
    }
}
