using BetterAuth.Wire;

namespace BetterAuth.Client;

/// <summary>A device that is to become part of <paramref name="Identity"/>.</summary>
internal sealed record NewDevice(Utf8Text Identity, Utf8Text Device, HeldKey Current, HeldKey Next);
