using BetterAuth.Access;
using BetterAuth.Accounts;

namespace BetterAuth.TestKit.Worlds;

/// <summary>What the worlds are built on; null: the library's stores in memory.</summary>
internal sealed record Stores(Func<TimeProvider, IAccountStore>? Account = null, Func<TimeProvider, IReplayLock>? ReplayLock = null);
