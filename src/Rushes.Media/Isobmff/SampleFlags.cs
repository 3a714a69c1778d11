namespace Rushes.Media.Isobmff;

/// <summary>Flags of a sample in a fragment (ISO/IEC 14496-12 §8.8.3.1).</summary>
internal static class SampleFlags
{
    /// <summary>sample_depends_on = 2 (does not depend on others), sync sample.</summary>
    public const uint Key = 0x0200_0000;

    /// <summary>sample_depends_on = 1 (depends on others), sample_is_non_sync_sample.</summary>
    public const uint Dependent = 0x0101_0000;

    private const uint NonSync = 0x0001_0000;

    public static bool IsKey(uint flags) => (flags & NonSync) == 0;
}
