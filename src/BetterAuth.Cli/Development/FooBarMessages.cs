using BetterAuth.Wire;

namespace BetterAuth.Cli.Development;

/// <summary>The application request of every implementation's own suite.</summary>
[BetterAuthMessage]
internal sealed partial record FooBarRequest(string Foo, string Bar);

/// <summary>Its answer.</summary>
[BetterAuthMessage]
internal sealed partial record FooBarResponse(string WasFoo, string WasBar);

/// <summary>The attributes that every implementation's development server gives.</summary>
[BetterAuthMessage]
internal sealed partial record DevelopmentAttributes(IReadOnlyDictionary<string, string[]> PermissionsByRole);
