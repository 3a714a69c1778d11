using System.Globalization;
using Rushes.Testing;

namespace Rushes.Inspection.Tests.Pictures;

/// <summary>
/// Stretches of real clips without a cut, in which something moves; all of one size and rate. Limits are set on two parts of the clips alone: the
/// third, of files that none of the others come from, tells what they are worth.
/// </summary>
internal static class PictureExcerpts
{
    public const int Frames = 280;

    private const int Height = 360;
    private const int JoinedFrames = 70;
    private const int JoinedShots = 4;

    /// <summary>24 frames that are shown at 25: one of them is there twice.</summary>
    private const string OnceOnly = "*not(eq(mod(n\\,25)\\,7))";

    /// <summary>24 frames that are shown at 30.</summary>
    private const string FourOfFive = "*not(eq(mod(n\\,5)\\,4))";

    /// <summary>Of a picture that is taller than wide; what its levels mean is left to the faults.</summary>
    private const string Upright = "crop=iw:iw*9/16,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709,";

    /// <summary>
    /// Frames of the clips before which some are missing, for whoever has converted their rate has left some out: 24 of 50, and of the emulated camera
    /// one of eight to eleven. Measured apart: rows and columns of bands of the pictures move 1.35 to 2 times as far there as before and behind.
    /// </summary>
    private static readonly int[] LostOfParkJoy = [.. Enumerable.Range(0, 20).Select(cycle => 4 + (12 * cycle))];

    /// <inheritdoc cref="LostOfParkJoy"/>
    private static readonly int[] LostOfEmulator = [5, 27, 38, 49, 66, 83, 99, 107, 115, 124, 132, 140];

    private static readonly Stretch[] First =
    [
        new("a-content/tos_1080p24_hevc10_40s.mp4", 96, 450), new("a-content/tos_1080p24_hevc10_40s.mp4", 718, 880), new("a-content/tos_1080p24_hevc10_40s.mp4", 888, 1018),
        new("e-mezzanine/gopro_karma.mp4", 0, 360), new("a-content/Seeking_30_480_1050.mp4", 0, 148), new("a-content/mediabunny_video.mp4", 0, 124),
        new("a-content/bbb_1080p25_51_30s.ts", 0, 205, OnceOnly), new("a-content/bbb_1080p25_51_30s.ts", 324, 400, OnceOnly), new("a-content/bbb_1080p25_51_30s.ts", 402, 543, OnceOnly),
    ];

    private static readonly Stretch[] Second =
    [
        new("a-content/park_joy_720p24.mp4", 4, 240) { Lost = LostOfParkJoy }, new("e-mezzanine/gopro_max-heromode.mp4", 0, 310), new("a-content/KristenAndSara_720p60.hevc", 0, 590),
        new("g-phone/drew_Issue_515_java_.mp4", 0, 108), new("a-content/bbb_1080p60_51_2s.mp4", 23, 119), new("i-fragmented/mediabunny_missing-keyframe-labels.ts", 300, 599),
        new("e-mezzanine/sowt-with-video.mov", 0, 99), new("a-content/car-detection.mp4", 186, 258),
    ];

    private static readonly Stretch[] New =
    [
        new("d-multichannel/bbb_720p25_51_13s.mp4", 211, 323, OnceOnly), new("d-multichannel/mediabunny_hevc.ts", 48, 120),
        new("b-hdr/hdr10-av1.mp4", 0, 127, Cut: Upright), new("b-hdr/sample_edit_list.mp4", 0, 77, Cut: Upright), new("b-hdr/fate_dv84_iphone_hlg.mov", 0, 100, Cut: Upright),
        new("b-hdr/video_dovi_1920x1080_60fps_dvav_09.mp4", 0, 77),
        new("g-phone/internal_emulator_transformer_output_270_rotated.mp4", 0, 149, Cut: Upright) { Lost = LostOfEmulator }, new("i-fragmented/lpms_bad-cuvid.ts", 0, 280, FourOfFive),
    ];

    /// <summary>Lossless; what is shorter goes back and forth.</summary>
    public static async Task<IReadOnlyList<PictureExcerpt>> MakeAsync(string part, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        List<PictureExcerpt> excerpts = [];
        foreach (var stretch in part switch { "first" => First, "second" => Second, _ => New })
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
        IEnumerable<int> gaps = shots.SelectMany((shot, number) => excerpts.First(excerpt => excerpt.Path == shot.Path).Gaps
            .Where(gap => gap > shot.From && gap < shot.From + JoinedFrames).Select(gap => (number * JoinedFrames) + gap - shot.From));
        return await MeasuredAsync(path, [], folder, cancellationToken) with { Gaps = [.. gaps] };
    }

    private static async Task<PictureExcerpt> MakeAsync(Stretch stretch, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var (clip, from, to, chosen, cut) = stretch;
        var path = folder[Invariant($"{Path.GetFileNameWithoutExtension(clip)}-{from}.mkv")];
        var there = Invariant($"select=between(n\\,{from}\\,{to - 1}){chosen},setpts=N/(25*TB),{cut}scale=640:{Height}:flags=area,setsar=1,format=yuv420p");
        await TestMedia.MakeAsync(
            path,
            [
                "-i", TestMedia.Shared(clip), "-an", "-filter_complex",
                $"[0:v:0]{there},split[there][turn];[turn]reverse,trim=start_frame=1[back];[there][back]concat,setpts=N/(25*TB),split[one][two];[two]trim=start_frame=1,setpts=N/(25*TB)[again];[one][again]concat,setpts=N/(25*TB)",
                "-r", "25", "-frames:v", Frames.ToString(CultureInfo.InvariantCulture), "-c:v", "libx264", "-preset", "ultrafast", "-qp", "0",
            ],
            cancellationToken);
        var length = Enumerable.Range(from, to - from).Count(frame => chosen switch { OnceOnly => frame % 25 != 7, FourOfFive => frame % 5 != 4, _ => true });
        return await MeasuredAsync(path, [.. Enumerable.Range(1, Frames / 20).Select(turn => turn * (length - 1)).Where(turn => turn < Frames)], folder, cancellationToken) with
        {
            Gaps = [.. Enumerable.Range(1, Frames - 1).Where(frame => stretch.Lost.Contains(from + Math.Max(Shown(frame), Shown(frame - 1))))],
        };

        int Shown(int frame) => (length - 1) - Math.Abs((length - 1) - (frame % (2 * (length - 1))));
    }

    private static async Task<PictureExcerpt> MeasuredAsync(string path, IReadOnlyList<int> turns, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var text = folder[$"{Path.GetFileNameWithoutExtension(path)}.txt".Replace(' ', '-')];
        await TestMedia.MakeAsync(folder["measured.nut"], ["-i", path, "-vf", $"signalstats,cropdetect=skip=0:round=2,metadata=print:file={text}", "-c:v", "wrapped_avframe", "-f", "null"], cancellationToken);
        var lines = await File.ReadAllLinesAsync(text, cancellationToken);
        // What it takes for the picture grows from frame to frame.
        var hasEdges = Of("cropdetect.y1")[^1] == 0 && Of("cropdetect.y2")[^1] == Height - 1;
        return new(path, turns, Of("signalstats.YDIF"), Of("signalstats.YMIN"), Of("signalstats.YMAX"), hasEdges);

        IReadOnlyList<double> Of(string name) =>
        [
            .. lines.Where(line => line.StartsWith($"lavfi.{name}=", StringComparison.Ordinal))
                .Select(line => double.Parse(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture)),
        ];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Stretch(string Clip, int From, int To, string Chosen = "", string Cut = "")
    {
        /// <summary>Frames of the clip before which some are missing.</summary>
        public int[] Lost { get; init; } = [];
    }
}
