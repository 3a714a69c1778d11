using Rushes.Media.Isobmff;

namespace Rushes.Media.Conformance;

/// <summary>What a container says of fields, and what it is called.</summary>
internal static class FieldScans
{
    /// <summary>Null: it says nothing, or what this does not know.</summary>
    public static FieldScan? Of(FieldOrder? order) => order switch
    {
        { Fields: 1 } => FieldScan.Progressive,
        { Detail: 1 or 9 } => FieldScan.TopFirst,
        { Detail: 6 or 14 } => FieldScan.BottomFirst,
        _ => null,
    };

    public static string Name(this FieldScan fields) => fields switch
    {
        FieldScan.TopFirst => "top field first",
        FieldScan.BottomFirst => "bottom field first",
        _ => "progressive",
    };
}
