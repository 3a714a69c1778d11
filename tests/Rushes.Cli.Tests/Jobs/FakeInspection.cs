using Rushes.Contracts;
using Rushes.Platform.Services;
using Rushes.Platform.Workflows;

namespace Rushes.Cli.Tests.Jobs;

/// <summary>An inspection service of one step, which the test writes.</summary>
internal static class FakeInspection
{
    public static Service Create(
        Func<InspectRequest, CancellationToken, Task<StepOutcome<InspectResponse>>> step, Func<InspectRequest, IEnumerable<Failure>>? validate = null)
    {
        var dag = Dag.Define<InspectRequest, InspectResponse>(
            "inspection.fake", 1, InspectRequest.Parser,
            graph => graph.Inline("look", graph.Request, InspectResponse.Parser, (request, _, cancellationToken) => step(request, cancellationToken)));
        return new Service("inspection", [ApiMethod.Define(Methods.Inspect, validate ?? (_ => []), request => request, dag)], []);
    }
}
