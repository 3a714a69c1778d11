namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>moof</c>, ISO/IEC 14496-12 §8.8.4: more samples of the tracks of <c>moov</c>.</summary>
internal readonly ref struct MovieFragment(long offset, MovieBuilder movie, long fileLength, NoteList notes)
{
    // Boxes in the fragment are offset by this much from its header; see §8.8.7 on what run offsets count from.
    private readonly long _offset = offset;
    private readonly MovieBuilder _movie = movie;
    private readonly long _fileLength = fileLength;
    private readonly NoteList _notes = notes;

    public void Parse(BoxReader content)
    {
        // Without any base a track fragment starts where the one before it ended.
        var end = _offset;
        for (var start = content.Offset; content.TryReadBox(out var type, out var child); start = content.Offset)
        {
            if (type.Is("traf"u8))
            {
                ParseTrack(child, ref end);
            }
            else if (type.Is("pssh"u8))
            {
                _movie.AddProtectionSystem(child, new BoxPlace(type, start, content.Offset - start));
            }
        }
    }

    private void ParseTrack(BoxReader fragment, ref long end)
    {
        var header = TrackFragmentHeader.Parse(fragment.Find("tfhd"u8), _movie.DefaultsOf);
        if (_movie.FindTrack(header.TrackId) is not { } track)
        {
            _notes.Damaged(fragment, $"is of track {header.TrackId}, which is not there");
            return;
        }

        var samples = track.Samples;
        if (fragment.TryFind("tfdt"u8, out var time))
        {
            Start(samples, time);
        }

        if (header.IsEmpty)
        {
            samples.Durations.JumpTo(Math.Min(Sums.Limit, samples.Durations.Total + header.Defaults.Duration));
        }

        track.SampleProtection.AddRange(SampleProtectionBoxes.Find(fragment, samples.Count, _offset));
        end = ParseRuns(fragment, track, header, end);
    }

    // tfdt, §8.8.12.
    private void Start(SampleColumns samples, BoxReader content)
    {
        var time = content.ReadVersionAndFlags().Version == 0 ? content.ReadUInt32() : content.ReadUInt64();
        if (time > Sums.Limit)
        {
            throw content.Malformed($"absurd decode time {time}");
        }

        if ((long)time < samples.Durations.Total && samples.Count > 0)
        {
            _notes.Odd(content, $"starts at {time}, before the end of the samples in front, {samples.Durations.Total}");
        }

        samples.Durations.JumpTo((long)time);
    }

    private long ParseRuns(BoxReader fragment, TrackBuilder track, TrackFragmentHeader header, long end)
    {
        var start = header.BaseOffset ?? (header.BaseIsMoof ? _offset : end);
        var run = new TrackRun(track, header.Defaults, start, _fileLength, _notes);
        for (var next = start; fragment.TryReadBox(out var type, out var content);)
        {
            if (type.Is("trun"u8))
            {
                end = next = run.Parse(content, next);
            }
        }

        return end;
    }
}
