using System.Globalization;
using Rushes.Media.Shots;
using Rushes.Testing;

namespace Rushes.Tools.Tests.Shots;

/// <summary>A film that FFmpeg joins of stretches of real clips, with transitions that are known.</summary>
internal sealed class JoinedFilm
{
    private const int Rate = 25;
    private const int Shots = 6;

    /// <summary>Stretches of one shot each, in seconds: looked through by eye.</summary>
    private static readonly (string File, double From, double To)[] Stretches =
    [
        ("a-content/bbb_1080p25_51_30s.ts", 0.2, 8.2), ("a-content/bbb_1080p25_51_30s.ts", 8.5, 12.8), ("a-content/bbb_1080p25_51_30s.ts", 16.3, 21.5),
        ("a-content/tos_1080p24_hevc10_40s.mp4", 1, 3.6), ("a-content/tos_1080p24_hevc10_40s.mp4", 4.1, 18.5), ("a-content/tos_1080p24_hevc10_40s.mp4", 19.2, 23.5),
        ("a-content/tos_1080p24_hevc10_40s.mp4", 24.2, 27), ("a-content/tos_1080p24_hevc10_40s.mp4", 30.2, 36.5), ("a-content/park_joy_720p24.mp4", 0, 10),
        ("a-content/Seeking_30_480_1050.mp4", 0, 6), ("a-content/mediabunny_video.mp4", 0, 5), ("a-content/car-detection.mp4", 0, 30),
        ("a-content/KristenAndSara_720p60.hevc", 0, 10), ("e-mezzanine/gopro_karma.mp4", 0, 12), ("e-mezzanine/gopro_max-heromode.mp4", 0, 10),
    ];

    private readonly List<string> _inputs = [];
    private readonly List<string> _graph = [];
    private readonly List<ShotTransition> _transitions = [];
    private int _frames;

    public IReadOnlyList<ShotTransition> Transitions => _transitions;

    /// <summary>Makes the film of a seed.</summary>
    /// <param name="seed">The same film for the same one.</param>
    public static JoinedFilm Plan(int seed)
    {
        var random = new Random(seed);
        var film = new JoinedFilm();
        var stretches = Stretches.OrderBy(_ => random.Next()).Take(Shots).ToArray();
        film.Start(stretches[0], random);
        for (var shot = 1; shot < Shots; shot++)
        {
            film.Add(shot, stretches[shot], (TransitionKind)random.Next(3), random);
        }

        return film;
    }

    public Task<string> MakeAsync(string path, CancellationToken cancellationToken) => TestMedia.MakeAsync(
        path,
        [.. _inputs, "-filter_complex", string.Join(';', _graph), "-map", $"[film{Shots - 1}]", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "18"], cancellationToken);

    private void Start((string File, double From, double To) stretch, Random random)
    {
        _frames = Open(0, stretch, random, "film0", "");
    }

    private void Add(int shot, (string File, double From, double To) stretch, TransitionKind kind, Random random)
    {
        var length = random.Next(8, 40);
        switch (kind)
        {
            case TransitionKind.Cut:
                _transitions.Add(new(kind, _frames, _frames));
                _frames += Open(shot, stretch, random, $"shot{shot}", "");
                _graph.Add($"[film{shot - 1}][shot{shot}]concat=n=2:v=1:a=0,settb=1/{Rate}[film{shot}]");
                break;
            case TransitionKind.Dissolve:
                _transitions.Add(new(kind, _frames - length, _frames));
                var added = Open(shot, stretch, random, $"shot{shot}", "");
                _graph.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"[film{shot - 1}][shot{shot}]xfade=transition=fade:duration={length / (double)Rate}:offset={(_frames - length) / (double)Rate}[film{shot}]"));
                _frames += added - length;
                break;
            default:
                _transitions.Add(new(TransitionKind.FadeOut, _frames - length, _frames));
                _transitions.Add(new(TransitionKind.FadeIn, _frames, _frames + length));
                _graph.Add($"[film{shot - 1}]fade=out:{_frames - length}:{length}[dark{shot}]");
                _frames += Open(shot, stretch, random, $"shot{shot}", $",fade=in:0:{length}");
                _graph.Add($"[dark{shot}][shot{shot}]concat=n=2:v=1:a=0,settb=1/{Rate}[film{shot}]");
                break;
        }
    }

    // At least twice the longest transition, and what is left of the stretch at most.
    private int Open(int input, (string File, double From, double To) stretch, Random random, string label, string filter)
    {
        const int Least = 2 * Rate;
        var most = (int)((stretch.To - stretch.From) * Rate);
        var frames = Math.Min(most, random.Next(Least + 40, Least + 120));
        _inputs.AddRange(["-ss", stretch.From.ToString(CultureInfo.InvariantCulture), "-i", TestMedia.Shared(stretch.File)]);
        _graph.Add(
            $"[{input}:v]fps={Rate},scale=320:180,format=yuv420p,setsar=1,tpad=stop_mode=clone:stop=250,trim=end_frame={frames},setpts=PTS-STARTPTS,settb=1/{Rate}{filter}[{label}]");
        return frames;
    }
}
