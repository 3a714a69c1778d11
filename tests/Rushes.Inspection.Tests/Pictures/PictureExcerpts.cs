using System.Globalization;
using Rushes.Testing;

namespace Rushes.Inspection.Tests.Pictures;

/// <summary>
/// Stretches of real clips without a cut, in which something moves; all of one size and rate. Limits are set on one half of the clips alone: the
/// other half tells what they are worth.
/// </summary>
internal static class PictureExcerpts
{
    public const int Frames = 280;

    private const int JoinedFrames = 70;
    private const int JoinedShots = 4;

    /// <summary>24 frames that are shown at 25: one of them is there twice.</summary>
    private const string OnceOnly = "*not(eq(mod(n\\,25)\\,7))";

    private static readonly Stretch[] Tuned =
    [
        new("a-content/tos_1080p24_hevc10_40s.mp4", 96, 450), new("a-content/tos_1080p24_hevc10_40s.mp4", 718, 880), new("a-content/tos_1080p24_hevc10_40s.mp4", 888, 1018),
        new("e-mezzanine/gopro_karma.mp4", 0, 360), new("a-content/Seeking_30_480_1050.mp4", 0, 148), new("a-content/mediabunny_video.mp4", 0, 124),
        new("a-content/bbb_1080p25_51_30s.ts", 0, 205, OnceOnly), new("a-content/bbb_1080p25_51_30s.ts", 324, 400, OnceOnly), new("a-content/bbb_1080p25_51_30s.ts", 402, 543, OnceOnly),
    ];

    private static readonly Stretch[] Untouched =
    [
        new("a-content/park_joy_720p24.mp4", 4, 240), new("e-mezzanine/gopro_max-heromode.mp4", 0, 310), new("a-content/KristenAndSara_720p60.hevc", 0, 590),
        new("g-phone/drew_Issue_515_java_.mp4", 0, 108), new("a-content/bbb_1080p60_51_2s.mp4", 23, 119), new("i-fragmented/mediabunny_missing-keyframe-labels.ts", 300, 599),
        new("e-mezzanine/sowt-with-video.mov", 0, 99), new("a-content/car-detection.mp4", 186, 258),
    ];

    /// <summary>Lossless; what is shorter goes back and forth.</summary>
    public static async Task<IReadOnlyList<PictureExcerpt>> MakeAsync(bool tuned, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        List<PictureExcerpt> excerpts = [];
        foreach (var stretch in tuned ? Tuned : Untouched)
        {
            excerpts.Add(await MakeAsync(stretch, folder, cancellationToken));
        }

        return excerpts;
    }

    /// <summary>A film of four shots: drawn places of drawn excerpts.</summary>
    public static async Task<PictureExcerpt> JoinAsync(IReadOnlyList<PictureExcerpt> excerpts, Random random, TemporaryFolder folder, string name, CancellationToken cancellationToken)
    {
        var shots = random.GetItems([.. Enumerable.Range(0, excerpts.Count)], JoinedShots).Select(number => (excerpts[number].Path, From: random.Next(Frames - JoinedFrames))).ToList();
        var parts = shots.Select((shot, number) => Invariant($"[{number}:v]trim=start_frame={shot.From}:end_frame={shot.From + JoinedFrames},setpts=N/(25*TB)[shot{number}];"));
        var joined = string.Concat(Enumerable.Range(0, JoinedShots).Select(number => Invariant($"[shot{number}]")));
        var path = await TestMedia.MakeAsync(
            folder[name],
            [.. shots.SelectMany(shot => new[] { "-i", shot.Path }), "-filter_complex", $"{string.Concat(parts)}{joined}concat=n={JoinedShots}", "-c:v", "libx264", "-preset", "ultrafast", "-qp", "0"],
            cancellationToken);
        return new(path, []);
    }

    private static async Task<PictureExcerpt> MakeAsync(Stretch stretch, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var (clip, from, to, chosen) = stretch;
        var path = folder[Invariant($"{Path.GetFileNameWithoutExtension(clip)}-{from}.mkv")];
        var there = Invariant($"select=between(n\\,{from}\\,{to - 1}){chosen},setpts=N/(25*TB),scale=640:360:flags=area,setsar=1,format=yuv420p");
        await TestMedia.MakeAsync(
            path,
            [
                "-i", TestMedia.Shared(clip), "-an", "-filter_complex",
                $"[0:v:0]{there},split[there][turn];[turn]reverse,trim=start_frame=1[back];[there][back]concat,setpts=N/(25*TB),split[one][two];[two]trim=start_frame=1,setpts=N/(25*TB)[again];[one][again]concat,setpts=N/(25*TB)",
                "-r", "25", "-frames:v", Frames.ToString(CultureInfo.InvariantCulture), "-c:v", "libx264", "-preset", "ultrafast", "-qp", "0",
            ],
            cancellationToken);
        var length = to - from - (chosen.Length > 0 ? Enumerable.Range(from, to - from).Count(frame => frame % 25 == 7) : 0);
        return new(path, [.. Enumerable.Range(1, 3).Select(turn => turn * (length - 1)).Where(turn => turn < Frames)]);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Stretch(string Clip, int From, int To, string Chosen = "");
}
