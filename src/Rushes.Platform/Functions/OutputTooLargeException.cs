namespace Rushes.Platform.Functions;

/// <summary>A function made a file that its manifest does not allow for.</summary>
internal sealed class OutputTooLargeException(string fileName, long size, long limit)
    : IOException($"{fileName} has {size} bytes; the function's limit is {limit}.")
{
    public string FileName { get; } = fileName;
}
