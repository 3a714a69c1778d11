namespace Rushes.Contracts;

public sealed partial class Recipe
{
    private const int LongestName = 64;

    /// <summary>Whether it can be a file name everywhere: at most 64 lower-case letters, digits and hyphens.</summary>
    public static bool CanBeNamed(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= LongestName && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
    }
}
