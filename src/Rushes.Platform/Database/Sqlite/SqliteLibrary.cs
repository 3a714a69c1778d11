using System.Reflection;
using System.Runtime.InteropServices;

namespace Rushes.Platform.Database.Sqlite;

/// <summary>
/// The system's own SQLite, which the distribution keeps patched. The managed provider looks for <c>e_sqlite3</c>, a
/// build of its own; the name is resolved to the system's library instead.
/// </summary>
internal static class SqliteLibrary
{
    public const string SystemName = "libsqlite3.so.0";

    private static readonly Lazy<bool> Loaded = new(Load);

    public static void Use() => _ = Loaded.Value;

    private static bool Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, Resolve);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" ? NativeLibrary.Load(SystemName) : 0;
}
