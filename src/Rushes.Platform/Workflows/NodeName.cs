namespace Rushes.Platform.Workflows;

/// <summary>Names of nodes stand in keys of objects and in lists with spaces between.</summary>
internal static class NodeName
{
    public static bool IsValid(string name) => name.Length > 0 && name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
