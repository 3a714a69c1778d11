namespace Rushes.Benchmarks;

/// <summary>The program as a user runs it.</summary>
internal static class RushesProgram
{
    private static string Assembly => Environment.GetEnvironmentVariable("RUSHES_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "rushes.dll");

    /// <param name="arguments">Of a command that makes a job.</param>
    /// <param name="work">Its folder.</param>
    /// <param name="log">Gets standard error, with what each function used.</param>
    public static Task<Measured> RunAsync(IEnumerable<string> arguments, string work, List<string>? log = null) =>
        Measured.RunAsync("dotnet", [Assembly, .. arguments, "--work", work, "--json", "--verbose"], line => log?.Add(line));
}
