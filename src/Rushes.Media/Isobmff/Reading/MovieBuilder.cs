namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>moov</c>, ISO/IEC 14496-12 §8.2.1, while the fragments behind it are read.</summary>
internal sealed class MovieBuilder
{
    private readonly List<TrackBuilder> _tracks = [];
    private readonly Dictionary<uint, TrackBuilder> _tracksById = [];
    private readonly Dictionary<uint, TrackDefaults> _defaults = [];
    private readonly List<ProtectionSystem> _protectionSystems = [];

    private MovieBuilder(MovieHeader header) => Header = header;

    public MovieHeader Header { get; }

    public IReadOnlyList<TrackBuilder> Tracks => _tracks;

    public IReadOnlyList<ProtectionSystem> ProtectionSystems => _protectionSystems;

    /// <summary>Whether the movie announces fragments (§8.8.1).</summary>
    public bool IsFragmented { get; private set; }

    /// <summary>Of all fragments, where <c>mehd</c> says it (§8.8.2).</summary>
    public long? FragmentDuration { get; private set; }

    public ReadOnlyMemory<byte> UserData { get; private init; }

    public ReadOnlyMemory<byte> Metadata { get; private init; }

    public required IReadOnlyList<BoxPlace> Boxes { get; init; }

    public static MovieBuilder Parse(BoxReader content, long fileLength, NoteList notes)
    {
        var movie = new MovieBuilder(MovieHeader.Parse(content.Find("mvhd"u8)))
        {
            Boxes = BoxList.Read(content),
            UserData = BoxList.Copy(content, "udta"u8),
            Metadata = BoxList.Copy(content, "meta"u8),
        };
        for (var start = content.Offset; content.TryReadBox(out var type, out var child); start = content.Offset)
        {
            if (type.Is("trak"u8))
            {
                movie.Add(TrackBox.Parse(child, fileLength, notes), child, notes);
            }
            else if (type.Is("mvex"u8))
            {
                movie.ParseExtends(child);
            }
            else if (type.Is("pssh"u8))
            {
                movie.AddProtectionSystem(child, new BoxPlace(type, start, content.Offset - start));
            }
        }

        return movie;
    }

    public TrackBuilder? FindTrack(uint id) => _tracksById.GetValueOrDefault(id);

    /// <summary>What <c>trex</c> says; where it is missing, the values that most writers give it.</summary>
    public TrackDefaults DefaultsOf(uint trackId) => _defaults.GetValueOrDefault(trackId, new TrackDefaults(1, 0, 0, 0));

    public void AddProtectionSystem(BoxReader content, BoxPlace place)
    {
        content.ReadVersionAndFlags();
        _protectionSystems.Add(new ProtectionSystem(place, new Guid(content.ReadBytes(16), bigEndian: true)));
    }

    private void Add(TrackBuilder track, BoxReader content, NoteList notes)
    {
        _tracks.Add(track);
        if (!_tracksById.TryAdd(track.Header.TrackId, track))
        {
            notes.Damaged(content, $"is a second track {track.Header.TrackId}");
        }
    }

    private void ParseExtends(BoxReader content)
    {
        IsFragmented = true;
        while (content.TryReadBox(out var type, out var child))
        {
            if (type.Is("trex"u8))
            {
                var (id, defaults) = TrackDefaults.Parse(child);
                _defaults.TryAdd(id, defaults);
            }
            else if (type.Is("mehd"u8))
            {
                FragmentDuration = child.ReadDuration(child.ReadVersionAndFlags().Version);
            }
        }
    }
}
