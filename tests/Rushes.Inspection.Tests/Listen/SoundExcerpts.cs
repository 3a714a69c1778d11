using System.Globalization;
using Rushes.Testing;

namespace Rushes.Inspection.Tests.Listen;

/// <summary>Six seconds each of real and of generated sound, in stereo, 16 bits.</summary>
internal static class SoundExcerpts
{
    public const int Seconds = 6;

    /// <summary>Of what is the same on both sides: a little to the left.</summary>
    private const string Placed = "pan=stereo|c0=c0|c1=0.75*c0";

    /// <summary>Files with sound that has treble, where in them to begin, in seconds, and how stereo is made of it.</summary>
    private static readonly (string Name, double[] At, string Filter)[] Real =
    [
        ("a-content/bbb_1080p25_51_30s.ts", [9.5, 14.5, 20, 23.5], "anull"), ("d-multichannel/bbb_720p25_51_13s.mp4", [3, 6.2], "anull"),
        ("c-interlaced/fate_242_4_misflagged_interlaced.mkv", [0.5], "anull"),
        ("e-mezzanine/gopro_karma.mp4", [1.2, 4.4], Placed), ("i-fragmented/multiTrack.3gp", [11, 27, 42, 60], Placed),
    ];

    private static readonly (string Kind, string Source)[] Generated =
    [
        // Bursts of noise at the pace of syllables.
        ("speech", "anoisesrc=c=pink:a=0.5:seed={0}:r=48000:d=6,lowpass=f=3500,tremolo=f=4.3:d=0.9,pan=stereo|c0=c0|c1=0.7*c0"),
        // A chord.
        ("chord", "aevalsrc=exprs='0.25*sin(2*PI*(55+{0})*t)+0.1*sin(2*PI*660*t)|0.2*sin(2*PI*(55+{0})*t)+0.12*sin(2*PI*880*t)':s=48000:d=6"),
        // Two drums in turn.
        ("drums", "aevalsrc=exprs='0.7*exp(-6*mod(t\\,0.5))*sin(2*PI*(60+{0})*t)+0.4*exp(-40*mod(t+0.25\\,0.5))*(2*random(0)-1)"
            + "|0.6*exp(-6*mod(t\\,0.5))*sin(2*PI*(60+{0})*t)+0.2*exp(-40*mod(t+0.25\\,0.5))*(2*random(1)-1)':s=48000:d=6"),
        // Square waves that climb.
        ("square", "aevalsrc=exprs='0.2*sgn(sin(2*PI*(55+{0}+110*floor(mod(t*8\\,4)))*t))|0.1*sgn(sin(2*PI*(55+{0}+110*floor(mod(t*8\\,4)))*t))':s=48000:d=6"),
    ];

    private const int OfEachKind = 3;

    public static async Task<IReadOnlyList<string>> MakeAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        List<string> excerpts = [];
        foreach (var (name, starts, filter) in Real)
        {
            foreach (var start in starts)
            {
                excerpts.Add(await TestMedia.MakeAsync(
                    folder[$"real{excerpts.Count}.wav"],
                    ["-ss", start.ToString(CultureInfo.InvariantCulture), "-i", TestMedia.Shared(name), "-t", "6", "-map", "0:a:0", "-af", $"{filter},aformat=channel_layouts=stereo"], cancellationToken));
            }
        }

        foreach (var (kind, form) in Generated)
        {
            for (var number = 0; number < OfEachKind; number++)
            {
                var source = string.Format(CultureInfo.InvariantCulture, form, (11 * number) + 5);
                excerpts.Add(await TestMedia.MakeAsync(folder[$"{kind}{excerpts.Count}.wav"], ["-f", "lavfi", "-i", source], cancellationToken));
            }
        }

        return excerpts;
    }
}
