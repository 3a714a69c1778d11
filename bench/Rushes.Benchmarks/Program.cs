using Rushes.Benchmarks;

if (args is ["scheduler", .. var repeats])
{
    SchedulerBenchmark.Run(repeats.Length > 0 ? int.Parse(repeats[0], null) : 7);
    return 0;
}

if (args.Length == 0 || args.Length > 3)
{
    await Console.Error.WriteLineAsync("""
        usage: Rushes.Benchmarks INPUT [RUNS=3] [CHUNK=auto]   (RUSHES_FFMPEG names the FFmpeg of both sides)
               Rushes.Benchmarks scheduler [RUNS=7]
        """);
    return 2;
}

var runs = args.Length > 1 ? int.Parse(args[1], null) : 3;
var chunk = args.Length > 2 ? args[2] : "auto";
await StandardLadderBenchmark.RunAsync(Path.GetFullPath(args[0]), runs, chunk);
return 0;
