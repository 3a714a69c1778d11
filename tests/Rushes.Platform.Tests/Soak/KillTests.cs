using System.Diagnostics;
using System.Globalization;
using Rushes.Platform.Database;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Soak;

/// <summary>A process that is killed after any of its statements, and another that goes on where it was.</summary>
[Trait("Category", "Soak")]
[Trait("Soak", "crash")]
public abstract class KillTests(StoreKind store, ITestOutputHelper output)
{
    private const int Killed = 128 + 9;
    private const long Deadly = 2;
    private const int Parts = 4;

    private static readonly string Good = $"{Counting.Expected(MortalProgram.From, MortalProgram.To)}";
    private static readonly string OtherGood = $"{Counting.Expected(MortalProgram.OtherFrom, MortalProgram.OtherTo)}";

    /// <summary>In parts, because all of them take a while.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Kill_AfterEachStatement_EndsWithTheSameResultAndEveryEffectOnce(int first)
    {
        for (var last = first; last <= 3000; last += Parts)
        {
            if (!await KillAfterAsync(last))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store}: {last} statements"));
                Assert.InRange(last, 100, 3000);
                return;
            }
        }

        Assert.Fail("It never got there.");
    }

    [Fact]
    public async Task Kill_AgainAndAgain_GetsThereInTheEnd()
    {
        await using var test = new TestHost(store);
        for (var life = 0; life < 100; life++)
        {
            var (exitCode, lines) = await RunAsync(test, statements: 90);
            if (exitCode == 0)
            {
                Assert.Equal([Good], lines);
                Assert.InRange(life, 2, 100);
                return;
            }
        }

        Assert.Fail("It never got there.");
    }

    [Fact]
    public async Task Function_KillsItsProcessEachTime_IsADeadLetterAndTheRestFinishes()
    {
        await using var test = new TestHost(store);
        for (var death = 0; death < 5; death++)
        {
            Assert.Equal(Killed, (await RunAsync(test, deadly: Deadly)).ExitCode);
        }

        Assert.Equal(["work.lost", OtherGood], (await RunAsync(test, deadly: Deadly)).Lines);
        Assert.Equal(5, new StartJournal(Folder(test)).Read()[$"numbers.square {Deadly}"]);

        var (exitCode, lines) = await RunAsync(test);
        Assert.Equal(0, exitCode);
        Assert.Equal([Good], lines);
        Assert.Equal(6, new StartJournal(Folder(test)).Read()[$"numbers.square {Deadly}"]);
    }

    /// <summary>False when there was no such statement.</summary>
    private async Task<bool> KillAfterAsync(int last)
    {
        await using var test = new TestHost(store);
        var journal = new StartJournal(Folder(test));
        var (exitCode, lines) = await RunAsync(test, statements: last);
        var killed = exitCode == Killed;
        var finished = await Crash.FinishedFunctionsAsync(test);
        var before = journal.Read();
        if (killed)
        {
            (exitCode, lines) = await RunAsync(test);
        }

        Assert.Equal(0, exitCode);
        Assert.Equal([Good], lines);
        var after = journal.Read();
        Assert.All(finished, function => Assert.Equal(before[function], after[function]));
        Assert.All(after, starts => Assert.InRange(starts.Value, 1, 3));
        return killed;
    }

    private static string Folder(TestHost test) => Path.GetDirectoryName(test.Objects)!;

    private async Task<(int ExitCode, string[] Lines)> RunAsync(TestHost test, int statements = 0, long deadly = 0)
    {
        var place = await test.LocateAsync() switch
        {
            DatabaseLocation.SqliteFile file => file.Path,
            DatabaseLocation.PostgresServer server => server.ConnectionString,
            _ => throw new UnreachableException(),
        };
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[typeof(KillTests).Assembly.Location, MortalProgram.Command, $"{store}", place, Folder(test), $"{statements}", $"{deadly}"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var lines = await process.StandardOutput.ReadToEndAsync(TestHost.Token);
        await process.WaitForExitAsync(TestHost.Token);
        await test.LetLeasesExpireAsync();
        return (process.ExitCode, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}

public sealed class SqliteKillTests(ITestOutputHelper output) : KillTests(StoreKind.Sqlite, output);

public sealed class PostgresKillTests(ITestOutputHelper output) : KillTests(StoreKind.Postgres, output);
