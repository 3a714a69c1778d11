using Rushes.Platform.Services;
using Rushes.Tools.Locating;

namespace Rushes.Cli.Hosting;

/// <summary>The services of this program. The one place that knows them all; they do not know each other.</summary>
internal static class ServiceCatalog
{
    public static IReadOnlyList<Service> Create(LocatedTools tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return [];
    }
}
