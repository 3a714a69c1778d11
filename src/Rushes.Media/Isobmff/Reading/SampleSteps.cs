namespace Rushes.Media.Isobmff.Reading;

/// <summary>Where the last sample was found in each column, so that the next is found at once.</summary>
internal struct SampleSteps
{
    public int Size;
    public int Duration;
    public int Composition;
    public int Key;
    public int Place;
}
