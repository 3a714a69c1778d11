namespace Rushes.Media.Isobmff.Progressive;

/// <summary>Two families of one format.</summary>
public enum FileFlavour
{
    /// <summary>ISO base media, ISO/IEC 14496-12 and -14.</summary>
    Mp4,

    /// <summary>QuickTime File Format, as editing systems expect it.</summary>
    QuickTime,
}
