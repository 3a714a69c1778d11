using Google.Protobuf;
using Rushes.Contracts;
using Rushes.Media.Timelines;

namespace Rushes.Cli.Tests.Report;

/// <summary>A film of a minute and four seconds with a fault of every kind, as a service would tell of it.</summary>
internal static class SampleInspection
{
    public const int Frames = 1600;

    /// <summary>What a hostile file may say of itself.</summary>
    public const string Hostile = "</td><script>alert(1)</script>\u001b[2J\u202e\"'&";

    /// <summary>25 frames a second, from second 10 of the source's clock.</summary>
    public static Timeline Timeline { get; } =
        Timeline.FromSource(new Media.Timing.Rational(1, 25), [.. Enumerable.Range(250, Frames).Select(frame => (long)frame)], 1, [250L]);

    /// <summary>As the first service without a full phase answers.</summary>
    public static InspectResponse Plain() => new()
    {
        Source = new ObjectRef { Uri = "file:///films/a%20film.mov", Size = 12_345_678, Digest = ByteString.CopyFrom(0xab, 0xcd) },
        Video = new VideoTrack
        {
            StreamIndex = 0,
            Codec = "prores",
            PixelFormat = "yuv422p10le",
            BitDepth = 10,
            Upright = new Resolution { Width = 1920, Height = 1080 },
            PixelAspect = Ratio(1, 1),
            Colour = new Colour { Range = "tv", Primaries = "bt2020", Transfer = "smpte2084", Matrix = "bt2020nc" },
            FieldOrder = "tt",
            FrameRate = Ratio(25, 1),
            Frames = Frames,
            FirstTime = Ratio(10, 1),
            Duration = Ratio(64, 1),
        },
        Tools = { new ToolBuild { Name = "ffmpeg", Version = "7.0", Digest = "cd" } },
    };

    public static InspectResponse Rich()
    {
        var response = Plain();
        response.Phase = InspectionPhase.Full;
        response.Container = "mov,mp4,m4a,3gp,3g2,mj2";
        response.Video.Hdr = new HdrMetadata
        {
            MasteringDisplay = new MasteringDisplayColour
            {
                RedX = 34000, RedY = 16000, GreenX = 13250, GreenY = 34500, BlueX = 7500, BlueY = 3000, WhiteX = 15635, WhiteY = 16450, MaxLuminance = 10_000_000, MinLuminance = 50,
            },
            ContentLight = new ContentLightLevel { MaxContent = 1000, MaxFrameAverage = 400 },
        };
        response.Video.DolbyVision = "8.1";
        response.Audio.Add(new AudioTrack { StreamIndex = 1, Codec = "pcm_s24le", SampleRate = 48_000, Channels = 6, Layout = "5.1", Language = "en", IsDefault = true });
        response.Audio.Add(new AudioTrack { StreamIndex = 2, Codec = "pcm_s24le", SampleRate = 48_000, Channels = 2, Language = "und" });
        response.Text.Add(new SubtitleTrack { StreamIndex = 0, Codec = "eia_608", Language = "und" });
        response.Timecodes.Add(new Timecode { Start = "01:00:00:00", Place = "stream 3" });
        AddFilm(response);
        AddFindings(response);
        response.Sound.Add(Sound());
        response.Sound.Add(new SoundReport
        {
            StreamIndex = 2, IntegratedLoudness = -70, TruePeak = double.NegativeInfinity, LoudnessRange = double.NaN,
            Channels = { new ChannelReport { Name = "1", Rms = double.NegativeInfinity, Peak = double.NegativeInfinity } },
        });
        return response;
    }

    public static Finding Finding(string code, Severity severity, long from, long to, string evidence = "12", string remedy = "Deliver it again.") => new()
    {
        Code = code,
        Severity = severity,
        Frames = new FrameRange { From = from, To = to },
        Evidence = { ["measured"] = evidence },
        Remedy = remedy,
    };

    private static void AddFilm(InspectResponse response)
    {
        response.Shots.Add(new Shot { Frames = Range(0, 300) });
        response.Shots.Add(new Shot { Frames = Range(300, 700), Entry = ShotEntry.Cut });
        response.Shots.Add(new Shot { Frames = Range(700, 1100), Entry = ShotEntry.Dissolve, Transition = Range(670, 700) });
        response.Shots.Add(new Shot { Frames = Range(1100, Frames), Entry = ShotEntry.Fade, Transition = Range(1080, 1110) });
        response.ActiveAreas.Add(new ActiveArea { Frames = Range(0, 700), Area = new Rectangle { Left = 0, Top = 140, Width = 1920, Height = 800 } });
        response.ActiveAreas.Add(new ActiveArea { Frames = Range(700, Frames), Area = new Rectangle { Left = 240, Top = 0, Width = 1440, Height = 1080 } });
        var fields = Enumerable.Range(0, 100).Select(point => point is > 30 and < 55 ? 10 + ((point * 7) % 5) : 0).ToArray();
        response.Picture = new PictureReport
        {
            FramesPerPoint = 16,
            TopFirst = { fields },
            BottomFirst = { fields.Select((_, point) => point is > 80 and < 90 ? 9 : 0) },
            Undetermined = { fields.Select((_, point) => point % 3) },
            Progressive = { fields.Select((count, point) => Math.Max(0, 16 - count - (point % 3) - (point is > 80 and < 90 ? 9 : 0))) },
            Repeats = { fields.Select((_, point) => point is > 60 and < 75 ? 3 + (point % 2) : 0) },
        };
    }

    private static void AddFindings(InspectResponse response)
    {
        response.Findings.Add(Finding("source.hdr", Severity.Info, 0, Frames, "smpte2084", "Use 10 bits, or --sdr to map its tones to BT.709."));
        response.Findings.Add(Finding("picture.black", Severity.Warning, 1090, 1105));
        response.Findings.Add(Finding("picture.frozen", Severity.Error, 400, 520));
        response.Findings.AddRange(Enumerable.Range(0, 30).Select(number => Finding("picture.repeated", Severity.Warning, 960 + (number * 8), 961 + (number * 8), "0.2")));
        response.Findings.Add(Finding("audio.silence", Severity.Warning, 1200, 1400, "-91.0 dBFS", "Ask for the sound, if there should be some."));
        response.Findings.Add(Finding("source.decode_errors", Severity.Warning, 333, 334, Hostile, "Compare with the delivery's original."));
        response.Findings.Add(new Finding { Code = "source.audio_unknown", Severity = Severity.Warning, Remedy = "Say what it is." });
    }

    private static SoundReport Sound() => new()
    {
        StreamIndex = 1,
        FirstTime = Ratio(10, 1),
        Duration = Ratio(64, 1),
        IntegratedLoudness = -23.04,
        LoudnessRange = 11.2,
        TruePeak = -1.26,
        Series = new SoundSeries
        {
            Step = Ratio(1, 10),
            Momentary = { Enumerable.Range(0, 640).Select(point => point is > 480 and < 560 ? float.NegativeInfinity : (float)(-24 + (7 * Math.Sin(point / 9.0)) + (4 * Math.Sin(point / 2.3)))) },
            ShortTerm = { Enumerable.Range(0, 640).Select(point => point is > 490 and < 570 ? -70f : (float)(-24 + (5 * Math.Sin(point / 9.0)))) },
        },
        Channels =
        {
            new ChannelReport { Name = "FL", Rms = -28.1, Peak = -1.4 }, new ChannelReport { Name = "FR", Rms = -28.3, Peak = -1.6 },
            new ChannelReport { Name = "FC", Rms = -25.9, Peak = -2.4 }, new ChannelReport { Name = "LFE", Rms = -41, Peak = -14.2 },
        },
    };

    private static FrameRange Range(long from, long to) => new() { From = from, To = to };

    private static Rational Ratio(long numerator, long denominator) => new() { Numerator = numerator, Denominator = denominator };
}
