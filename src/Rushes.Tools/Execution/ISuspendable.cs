namespace Rushes.Tools.Execution;

/// <summary>What a <see cref="Suspension"/> stops. Its calls come in turn; they must be quick and must not call back.</summary>
internal interface ISuspendable
{
    void Freeze();

    void Resume();
}
