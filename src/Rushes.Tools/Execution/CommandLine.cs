using System.Buffers;

namespace Rushes.Tools.Execution;

/// <summary>Writes an argument list so that a person can paste it into a shell. We never do.</summary>
internal static class CommandLine
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+.,:/@%");

    internal static string Quote(ToolInvocation invocation) =>
        string.Join(' ', invocation.Arguments.Prepend(invocation.Executable).Select(Quote));

    private static string Quote(string argument) =>
        argument.Length > 0 && !argument.AsSpan().ContainsAnyExcept(Plain)
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
