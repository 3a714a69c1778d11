using Rushes.Benchmarks;
using Spectre.Console;

// A table that is written to a file is not squeezed.
AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 140);
switch (args)
{
    case ["scheduler", .. var runs] when runs.Length < 2:
        SchedulerBenchmark.Run(Number(runs, 7));
        return 0;
    case ["queue", .. var numbers] when numbers.Length < 3:
        await QueueBenchmark.RunAsync(Number(numbers, 6), Number([.. numbers.Skip(1)], 8));
        return 0;
    case ["dispatch", .. var messages] when messages.Length < 2:
        await DispatchBenchmark.RunAsync(Number(messages, 1_000));
        return 0;
    case ["map", .. var rounds] when rounds.Length < 2:
        await MapBenchmark.RunAsync(Number(rounds, 3));
        return 0;
    case ["fleet", .. var jobs] when jobs.Length < 2:
        await FleetBenchmark.RunAsync(Number(jobs, 500));
        return 0;
    case [FleetProcess.Server, var database, var folder]:
        await FleetProcess.ServeAsync(database, folder);
        return 0;
    case [FleetProcess.Worker, var url, var folder]:
        await FleetProcess.WorkAsync(url, folder);
        return 0;
    case ["express", .. var titles] when titles.Length < 2:
        await ExpressBenchmark.RunAsync(Number(titles, 10));
        return 0;
    case ["sandbox", .. var rounds] when rounds.Length < 2:
        await SandboxBenchmark.RunAsync(Number(rounds, 5));
        return 0;
    case ["index", .. var rounds] when rounds.Length < 2:
        IndexBenchmark.Run(Number(rounds, 20));
        return 0;
    case ["commit", .. var rounds] when rounds.Length < 2:
        await CommitBenchmark.RunAsync(Number(rounds, 5));
        return 0;
    case ["ladder", var codec, var input, .. var rest] when rest.Length < 3:
        await LadderBenchmark.RunAsync(codec, Path.GetFullPath(input), Number(rest, 3), rest is [_, var chunk] ? chunk : "auto");
        return 0;
    case ["decode", var input, .. var rest] when rest.Length < 3:
        await DecodeBenchmark.RunAsync(Path.GetFullPath(input), Number(rest, 3), rest is [_, var preset] ? preset : "medium");
        return 0;
    case ["inspect", var input, .. var runs] when runs.Length < 2:
        await InspectBenchmark.RunAsync(Path.GetFullPath(input), Number(runs, 3));
        return 0;
    case ["vmaf", var reference, var encoded, .. var runs] when runs.Length < 2:
        await VmafBenchmark.RunAsync(Path.GetFullPath(reference), Path.GetFullPath(encoded), Number(runs, 3));
        return 0;
    default:
        await Console.Error.WriteLineAsync("""
            usage: Rushes.Benchmarks ladder avc|hevc|av1 INPUT [RUNS=3] [CHUNK=auto]   (RUSHES_FFMPEG names the FFmpeg of both sides,
                                                                                    RUSHES_PROGRAM a rushes.dll that is compiled ahead)
                   Rushes.Benchmarks decode INPUT [RUNS=3] [PRESET=medium]
                   Rushes.Benchmarks inspect INPUT [RUNS=3]        (these two need RUSHES_FFMPEG and take RUSHES_PROGRAM too)
                   Rushes.Benchmarks vmaf REFERENCE ENCODED [RUNS=3]
                   Rushes.Benchmarks scheduler [RUNS=7]
                   Rushes.Benchmarks queue [ROUNDS=6] [CALLERS=8]  (these also on the PostgreSQL that RUSHES_POSTGRES names;
                   Rushes.Benchmarks dispatch [MESSAGES=1000]       bench/on-postgres.sh starts one)
                   Rushes.Benchmarks map [ROUNDS=3]
                   Rushes.Benchmarks express [TITLES=10]
                   Rushes.Benchmarks fleet [JOBS=500]
                   Rushes.Benchmarks index [ROUNDS=20]
                   Rushes.Benchmarks commit [ROUNDS=5]
                   Rushes.Benchmarks sandbox [ROUNDS=5]            (RUSHES_FFMPEG names the FFmpeg)
            """);
        return 2;
}

static int Number(string[] values, int otherwise) => values.Length > 0 ? int.Parse(values[0], null) : otherwise;
