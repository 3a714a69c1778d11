using System.Globalization;

namespace Rushes.Tools.Sandboxing;

/// <summary>Where a control group's processor time stands.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Key">What the line begins with, up to the number.</param>
/// <param name="PerSecond">The number's unit.</param>
internal sealed record CgroupUsage(string Path, string Key, long PerSecond)
{
    /// <summary>Null: the kernel does not count it here.</summary>
    internal TimeSpan? Read()
    {
        var line = File.Exists(Path) ? File.ReadLines(Path).FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line is null ? null : TimeSpan.FromSeconds(long.Parse(line.AsSpan(Key.Length), CultureInfo.InvariantCulture) / (double)PerSecond);
    }
}
