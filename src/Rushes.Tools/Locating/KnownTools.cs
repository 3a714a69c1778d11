using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rushes.Tools.Locating;

/// <summary>
/// What examined tools answered, kept in a folder, so that a command need not ask again: a tool whose file has the size and
/// the time of last change that it had then is taken for the same.
/// </summary>
/// <param name="folder">Made when there is something to keep; null: nothing is kept.</param>
internal sealed class KnownTools(string? folder)
{
    private const string Whole = "self-contained";
    private const string Header = "rushes tool 2";
    private const int Lines = 9;

    /// <returns>Null: not known, or changed since.</returns>
    internal ToolInstallation? Find(string name, string path)
    {
        try
        {
            return folder is not null && File.ReadAllLines(FileOf(name, path)) is { Length: Lines } lines && lines[0] == Header && Identity(path) is { } identity && lines[1] == identity
                ? Read(name, path, lines)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="tool">As it was examined.</param>
    /// <param name="identity">Of its file before the examination: what is replaced meanwhile is not known. Null: it is not kept.</param>
    internal void Keep(ToolInstallation tool, string? identity)
    {
        if (folder is null || identity is null)
            return;
        try
        {
            Directory.CreateDirectory(folder);
            var file = FileOf(tool.Name, tool.Path);
            var partial = $"{file}.{Path.GetRandomFileName()}";
            File.WriteAllLines(partial, Write(tool, identity));
            File.Move(partial, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is asked again the next time.
        }
    }

    /// <returns>Of the file that a link leads to; null where there is none, or a script, which says nothing of what it runs.</returns>
    internal static string? Identity(string path)
    {
        try
        {
            var file = new FileInfo(ExecutablePath.Resolve(path));
            return IsScript(file.FullName) ? null : string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsScript(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> start = stackalloc byte[2];
        return RandomAccess.Read(file, start, 0) == start.Length && start.SequenceEqual("#!"u8);
    }

    private static string[] Write(ToolInstallation tool, string identity) =>
    [
        Header,
        identity,
        tool.Version,
        tool.Digest,
        tool.LibavutilMajor.ToString(CultureInfo.InvariantCulture),
        string.Join(' ', tool.Encoders),
        string.Join(' ', tool.Filters),
        tool.IsSelfContained ? Whole : "",
        "end",
    ];

    private static ToolInstallation? Read(string name, string path, string[] lines) =>
        int.TryParse(lines[4], CultureInfo.InvariantCulture, out var libavutil) && lines[8] == "end"
            ? new(name, path, lines[2], lines[3]) { LibavutilMajor = libavutil, Encoders = Names(lines[5]), Filters = Names(lines[6]), IsSelfContained = lines[7] == Whole }
            : null;

    private static FrozenSet<string> Names(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private string FileOf(string name, string path) =>
        Path.Combine(folder!, $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 8))}");
}
