using System.Globalization;

namespace Rushes.Packaging.Tests.Terabyte;

/// <summary>The most memory that this process has held at once since a mark was set, all of it counted: proc_pid_status(5), VmHWM.</summary>
internal static class PeakMemory
{
    /// <summary>proc_pid_clear_refs(5): 5 sets the mark back to what is held now.</summary>
    public static void Reset()
    {
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
    }

    /// <summary>Bytes.</summary>
    public static long Read()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) << 10;
    }
}
