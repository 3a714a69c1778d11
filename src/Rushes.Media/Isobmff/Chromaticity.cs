namespace Rushes.Media.Isobmff;

/// <summary>A point of the CIE 1931 diagram, in steps of 0.00002.</summary>
public readonly record struct Chromaticity(ushort X, ushort Y);
