using System.Diagnostics;
using Rushes.Testing;

namespace Rushes.EndToEnd.Tests.Faults;

/// <summary>A job of about a second: ten seconds of picture and sound, one rendition, five chunks.</summary>
internal sealed class TinyJob : IDisposable
{
    public const int Chunks = 5;
    public const int FramesPerChunk = 24;
    public const string Rendition = "tiny";

    // An MP4 of 12 frames a second has 1024 ticks for each, and chunks are 2 s.
    private const int TicksPerFrame = 1024;

    private const string LadderText =
        "version: 1\ncodec: avc\nsegment: 2s\nrenditions:\n  - {name: tiny, height: 36, crf: 28, maxrate: 200k, buffer: 400k, preset: ultrafast}\n";

    private TinyJob(TemporaryFolder folder, RushesProgram program)
    {
        Folder = folder;
        Program = program;
        Work = folder["work"];
        Output = folder["out"];
    }

    public TemporaryFolder Folder { get; }

    public RushesProgram Program { get; }

    public string Source => Folder["source.mp4"];

    public string Ladder => Folder["ladder.yaml"];

    /// <summary>The work folder.</summary>
    public string Work { get; init; }

    /// <summary>Where the streams go.</summary>
    public string Output { get; private init; }

    public static async Task<TinyJob> CreateAsync(CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        var job = new TinyJob(folder, new RushesProgram(folder["cache"]));
        job.Folder.Write("ladder.yaml", LadderText);
        await TestMedia.MakeAsync(
            job.Source,
            "-f lavfi -i testsrc2=size=64x36:rate=12:duration=10 -f lavfi -i sine=duration=10 -video_track_timescale 12288 -c:v libx264 -g 24 -c:a aac",
            cancellationToken);
        return job;
    }

    /// <summary>The same source and ladder, another output folder: another job.</summary>
    public TinyJob Into(string name) => new(Folder, Program) { Output = Folder[name], Work = Work };

    /// <summary>The same with another work folder.</summary>
    public TinyJob WithWork(string work) => new(Folder, Program) { Output = Output, Work = work };

    /// <summary>What marks the command that encodes a chunk.</summary>
    public static string MarkOf(int chunk) => $"trim=start_pts={chunk * FramesPerChunk * TicksPerFrame}:";

    public static long TicksOf(int frame) => frame * (long)TicksPerFrame;

    /// <summary>Without chunks of other jobs: what is encoded here is encoded here.</summary>
    public string[] Arguments(params string[] more) =>
        ["encode", Source, "--out", Output, "--ladder", Ladder, "--chunk", "2s", "--work", Work, "--cache", "off", .. more];

    public Task<ProgramEnd> RunAsync(CancellationToken cancellationToken, params string[] more) =>
        Program.RunAsync(cancellationToken, Arguments(more));

    public Process Start(params string[] more) => Program.Start(Arguments(more));

    /// <summary>No streams, no staging folder beside them, no folder of a job.</summary>
    public void AssertNothingLeft()
    {
        Assert.False(Path.Exists(Output), $"{Output} is there.");
        AssertTidy();
    }

    /// <summary>No staging folder, and no folder of a job.</summary>
    public void AssertTidy()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Output)!, "*.partial"));
        Assert.Empty(Jobs());
    }

    /// <summary>The folders of unfinished jobs.</summary>
    public IEnumerable<string> Jobs()
    {
        var jobs = Path.Combine(Work, "jobs");
        return Directory.Exists(jobs) ? Directory.EnumerateFileSystemEntries(jobs) : [];
    }

    public void Dispose() => Folder.Dispose();
}
