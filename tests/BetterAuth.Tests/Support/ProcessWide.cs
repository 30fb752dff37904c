namespace BetterAuth.Tests.Support;

/// <summary>Listeners are the process's, and make memory be allocated: these tests run while no others do.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ProcessWide;
