namespace Rushes.Media.Isobmff.Reading;

/// <summary><c>pssh</c>, ISO/IEC 23001-7 §8.1: what a licence system needs to hand out keys.</summary>
/// <param name="Place">The box, in <c>moov</c> or in a fragment.</param>
/// <param name="SystemId">The licence system.</param>
public readonly record struct ProtectionSystem(BoxPlace Place, Guid SystemId);
