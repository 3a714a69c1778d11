using Rushes.Media.Fingerprints;
using Rushes.Media.Indexing;
using Rushes.Media.Isobmff;
using Rushes.Media.Isobmff.Reading;
using Rushes.Media.Tests.Fingerprints;
using Rushes.Media.Tests.Isobmff;
using Rushes.Media.Tests.Isobmff.Reading;
using Rushes.Media.Tests.Timelines;
using Rushes.Media.Timelines;

namespace Rushes.Media.Tests.Fuzzing;

/// <summary>Every parser of bytes that others made. A new one gets a line here.</summary>
internal static class FuzzTargets
{
    private const int MediaLeft = 256;
    private const int StoredFrames = 12;

    private static readonly string[] Folders = ["a-content", "b-hdr", "e-mezzanine", "g-phone", "i-fragmented", "j-4k", "malformed"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("movie", async bytes => await MeasuredRead.TryReadAsync(bytes), Movies(), FragmentedMovie()),
        new("track index", IndexTracksAsync, Movies(), FragmentedMovie()),
        new("chunk", bytes => FragmentedFile.ReadAsync(new MemoryStream(bytes), CancellationToken.None), Chunks(), FragmentedMovie()),
        new("index", Synchronous(stream => FrameIndex.ReadFrom(stream)), Indexes(), Tests.Indexing.Indexes.Stored(Tests.Indexing.Indexes.Audio(9))),
        new("fingerprints", ComparePicturesAsync, StoredPictures(), []),
        new("timeline", Synchronous(stream => Timeline.ReadFrom(stream)), StoredTimelines(), []),
        new("picture entry", Entry(TrackKind.Video), Entries(), SyntheticChunk.AvcEntry(2)),
        new("sound entry", Entry(TrackKind.Audio), Entries(), SyntheticChunk.AvcEntry(2)),
        .. BitstreamTargets.All,
        .. SoundTargets.All,
        .. SampleMapTargets.All,
    ];

    public static FuzzTarget Find(string name) => All.Single(target => target.Name == name);

    private static Func<byte[], Task> Synchronous(Action<MemoryStream> parse) => bytes =>
    {
        using var stream = new MemoryStream(bytes);
        parse(stream);
        return Task.CompletedTask;
    };

    private static Func<byte[], Task> Entry(TrackKind kind) => Synchronous(stream => TrackFormat.FromSampleEntry(kind, stream.ToArray()));

    private static async Task IndexTracksAsync(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        var movie = await MovieFile.ReadAsync(file, CancellationToken.None);
        await MovieTrackIndex.BuildAllAsync(movie, file, "movie.mp4", CancellationToken.None);
        foreach (var track in movie.Tracks)
        {
            MovieTrackIndex.Build(track, "movie.mp4", bytes.Length);
        }
    }

    // As the pictures of an encode of a film, and of the film itself.
    private static async Task ComparePicturesAsync(byte[] bytes)
    {
        var film = await FingerprintReader.OpenAsync(Pictures.File(Pictures.Film(StoredFrames)), CancellationToken.None);
        await CompareAsync(film, () => new MemoryStream(bytes));
        await CompareAsync(await FingerprintReader.OpenAsync(new MemoryStream(bytes), CancellationToken.None), () => Pictures.File(Pictures.Film(StoredFrames)));

        static Task CompareAsync(FingerprintReader film, Func<Stream> encode) =>
            new PictureComparison(film, [new ComparedChunk(0, 0, _ => Task.FromResult(encode()))], Pictures.NoRules).RunAsync(CancellationToken.None);
    }

    private static Dictionary<string, Func<byte[]>> Movies()
    {
        var inputs = new Dictionary<string, Func<byte[]>> { ["tables"] = PlainMovie, ["fragments"] = FragmentedMovie };
        foreach (var name in SharedMedia.Names(Folders, ".mp4", ".mov", ".3gp", ".m4s", ".m4v", ".cmfv"))
        {
            inputs[name] = Once(() => BoxMap.WithoutMedia(File.ReadAllBytes(SharedMedia.Path(name)), MediaLeft));
        }

        return inputs;
    }

    private static Dictionary<string, Func<byte[]>> Chunks() => new() { ["chunk"] = () => SyntheticChunk.Video([0, 3, 1, 2], keys: [0]) };

    private static Dictionary<string, Func<byte[]>> Indexes() => new()
    {
        ["video"] = () => Tests.Indexing.Indexes.Stored(Tests.Indexing.Indexes.Video(40, 30000, 1001, 5, 20, i => 100 + i)),
        ["variable"] = () => Tests.Indexing.Indexes.Stored(Tests.Indexing.Indexes.Variable(Tests.Indexing.Indexes.Video(40, 90000, 1500, 5, 20, i => 100 + i))),
        ["audio"] = () => Tests.Indexing.Indexes.Stored(Tests.Indexing.Indexes.Audio(40)),
    };

    private static Dictionary<string, Func<byte[]>> StoredPictures() => new() { ["film"] = Stored(interlaced: false), ["fields"] = Stored(interlaced: true) };

    private static Func<byte[]> Stored(bool interlaced) => Once(() => ((MemoryStream)Pictures.File(Pictures.Film(StoredFrames), interlaced)).ToArray());

    private static Dictionary<string, Func<byte[]>> StoredTimelines() => Enumerable.Range(0, 4).ToDictionary(seed => $"timeline {seed}", seed => Once(() =>
    {
        using var stream = new MemoryStream();
        RandomTimelines.Create(seed).WriteTo(stream);
        return stream.ToArray();
    }));

    // Those of all real files, too.
    private static Dictionary<string, Func<byte[]>> Entries()
    {
        var inputs = new Dictionary<string, Func<byte[]>> { ["avc1"] = () => SyntheticChunk.AvcEntry(1) };
        foreach (var (name, file) in Movies())
        {
            inputs[name] = Once(() => FirstEntry(file()));
        }

        return inputs;
    }

    private static byte[] FirstEntry(byte[] file)
    {
        var start = file.AsSpan().IndexOf("stsd"u8) + 12;
        return file.AsSpan().IndexOf("stsd"u8) < 0 ? [] : file[start..Math.Min(file.Length, start + 400)];
    }

    private static byte[] PlainMovie() => MovieBytes.Of(
        "vide",
        [MovieBytes.Box("test", new byte[8]), MovieBytes.Box("encv", new byte[90])],
        200,
        [Table.Of("elst", 2, 100, 0xFFFF_FFFF, 0x10000, 200, 10, 0x10000)],
        [
            Table.Of("stsz", 0, 6, 1, 2, 3, 4, 5, 6),
            Table.Of("stsc", 2, 1, 2, 1, 3, 1, 2),
            Table.Of("stco", 4, 8, 20, 40, 60),
            Table.Of("stts", 2, 4, 10, 2, 20),
            Table.Of("ctts", 2, 2, 5, 4, 0),
            Table.Of("stss", 2, 1, 4),
        ]);

    private static byte[] FragmentedMovie() =>
    [
        .. MovieBytes.Of(Table.Of("trex", MovieBytes.TrackId, 1, 40, 5, 0x0001_0000)),
        .. MovieBytes.Fragment(
            [
                new Table("tfhd", [MovieBytes.TrackId, 1, 20, 3, 0x0200_0000], Flags: 0x2003A),
                new Table("tfdt", [0, 1000], Version: 1),
                new Table("trun", [2, 0, 10, 5, 1, 2, 10, 6, 3, 4], Flags: 0xF01),
                new Table("senc", [2, 1, 2, 3, 4]),
            ],
            [new Table("tfhd", [MovieBytes.TrackId]), new Table("trun", [2, 0x0200_0000], Flags: 0x004)]),
        .. MovieBytes.Box("sidx", new byte[40]),
    ];

    private static Func<byte[]> Once(Func<byte[]> make)
    {
        var made = new Lazy<byte[]>(make);
        return () => made.Value;
    }
}
