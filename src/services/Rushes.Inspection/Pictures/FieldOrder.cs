namespace Rushes.Inspection.Pictures;

/// <summary>What the lines of a picture show. The numbers stand in files.</summary>
internal enum FieldOrder : byte
{
    /// <summary>Too little moves to tell.</summary>
    Undetermined,

    /// <summary>One moment.</summary>
    Progressive,

    /// <summary>Two moments, the top field's the earlier one.</summary>
    TopFirst,

    /// <summary>Two moments, the bottom field's the earlier one.</summary>
    BottomFirst,
}
