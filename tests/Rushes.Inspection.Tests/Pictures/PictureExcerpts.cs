using Rushes.Testing;

namespace Rushes.Inspection.Tests.Pictures;

/// <summary>Stretches of real clips without a cut, in which something moves all the time; all of one size and rate.</summary>
internal static class PictureExcerpts
{
    public const int Frames = 280;

    private static readonly (string Clip, int From, int To)[] Stretches =
    [
        ("a-content/park_joy_720p24.mp4", 4, 240), ("a-content/tos_1080p24_hevc10_40s.mp4", 96, 450),
        ("a-content/tos_1080p24_hevc10_40s.mp4", 718, 880), ("a-content/tos_1080p24_hevc10_40s.mp4", 888, 1018), ("e-mezzanine/gopro_karma.mp4", 0, 360),
        ("e-mezzanine/gopro_max-heromode.mp4", 0, 310), ("a-content/mediabunny_video.mp4", 0, 124), ("a-content/Seeking_30_480_1050.mp4", 0, 148),
        ("a-content/KristenAndSara_720p60.hevc", 0, 590), ("g-phone/drew_Issue_515_java_.mp4", 0, 130), ("g-phone/rotate-buck-bunny.mp4", 0, 200),
    ];

    /// <summary>Lossless; what is shorter goes back and forth.</summary>
    public static async Task<IReadOnlyList<string>> MakeAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        List<string> excerpts = [];
        foreach (var (clip, from, to) in Stretches)
        {
            var path = folder[FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(clip)}-{from}.mkv")];
            var there = FormattableString.Invariant($"select=between(n\\,{from}\\,{to - 1}),setpts=N/(25*TB),scale=640:360:flags=area,setsar=1,format=yuv420p");
            await TestMedia.MakeAsync(
                path,
                [
                    "-i", TestMedia.Shared(clip), "-an", "-filter_complex",
                    $"[0:v:0]{there},split[there][turn];[turn]reverse,trim=start_frame=1[back];[there][back]concat,setpts=N/(25*TB),split[one][two];[two]trim=start_frame=1,setpts=N/(25*TB)[again];[one][again]concat,setpts=N/(25*TB)",
                    "-r", "25", "-frames:v", Frames.ToString(System.Globalization.CultureInfo.InvariantCulture), "-c:v", "libx264", "-preset", "ultrafast", "-qp", "0",
                ],
                cancellationToken);
            excerpts.Add(path);
        }

        return excerpts;
    }
}
