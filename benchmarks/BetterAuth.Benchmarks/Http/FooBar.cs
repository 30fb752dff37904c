using BetterAuth.Wire;

namespace BetterAuth.Benchmarks.Http;

[BetterAuthMessage]
internal sealed partial record FooBarRequest(string Foo, string Bar);

[BetterAuthMessage]
internal sealed partial record FooBarResponse(string WasFoo, string WasBar);

[BetterAuthMessage]
internal sealed partial record NoAttributes;
