using System.Globalization;
using System.Text.RegularExpressions;

namespace Rushes.EndToEnd.Tests.House;

/// <summary>Calls that would break a promise of the whole house, and the few places that may make them.</summary>
public sealed class BannedCallTests
{
    /// <summary>Why, a regular expression, and the start of the paths that it is allowed in.</summary>
    public static TheoryData<string, string, string> Banned { get; } = new()
    {
        { "processes start in one place", @"\bProcess\.Start\(", "src/Rushes.Tools/Execution/" },
        { "only the program speaks to a terminal", @"\bConsole\.(?!Write_)\w", "src/Rushes.Cli/" },
        { "only the host reads its environment", @"\bEnvironment\.(Get|Set)EnvironmentVariable", "src/Rushes.Cli/" },
        { "time comes from a TimeProvider", @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b", "" },
        { "time comes from a TimeProvider", @"\bStopwatch\.(StartNew|GetTimestamp)|\bEnvironment\.TickCount", "" },
        { "nobody sleeps, but for who gathers lines", @"\bThread\.Sleep\(", "src/Rushes.Tools/Execution/LinePump.cs" },
        { "a delay is told the clock", @"\bTask\.Delay\((?!.*,\s*_?(time|TimeProvider\.System)\b)", "" },
        { "a time limit is told the clock", @"new CancellationTokenSource\([^,()]+\)|\.CancelAfter\(", "" },
        { "ids come from a seam", @"\bGuid\.(NewGuid|CreateVersion7)\(|\bRandom\.Shared\b", "" },
        { "logging is generated", @"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(", "" },
        { "nobody blocks on a task", @"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)", "" },
        { "arguments are lists, never a line for a shell", @"UseShellExecute\s*=\s*true|\.Arguments\s*=\s*[$""]", "" },
    };

    [Theory]
    [MemberData(nameof(Banned))]
    public void Source_MakesNoBannedCall(string why, string pattern, string allowed)
    {
        var expression = new Regex(pattern, RegexOptions.CultureInvariant);
        var calls =
            from path in Repository.Files("src", "*.cs")
            where allowed.Length == 0 || !path.StartsWith(allowed, StringComparison.Ordinal)
            from line in Repository.Lines(path).Index()
            where expression.IsMatch(WithoutComment(line.Item))
            select string.Create(CultureInfo.InvariantCulture, $"{path}:{line.Index + 1}: {line.Item.Trim()} ({why})");
        Assert.Empty(calls);
    }

    [Theory]
    [InlineData("Process.Start(start)", 0, true)]
    [InlineData("await Task.Delay(pause, cancellationToken);", 6, true)]
    [InlineData("await Task.Delay(pause, time, cancellationToken);", 6, false)]
    [InlineData("using var over = new CancellationTokenSource(wall);", 7, true)]
    [InlineData("using var over = new CancellationTokenSource(wall, time);", 7, false)]
    [InlineData("logger.LogWarning(\"x\")", 9, true)]
    [InlineData("// Thread.Sleep(1)", 5, false)]
    public void Pattern_FindsWhatItIsFor(string line, int row, bool found)
    {
        var pattern = Banned.ElementAt(row).Data.Item2;
        Assert.Equal(found, Regex.IsMatch(WithoutComment(line), pattern, RegexOptions.CultureInvariant));
    }

    private static string WithoutComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? "" : line;
}
