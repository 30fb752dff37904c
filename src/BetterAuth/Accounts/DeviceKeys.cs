using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>What a message says of a device's keys.</summary>
/// <param name="Device">The device's id.</param>
/// <param name="PublicKey">The key that is revealed, or registered.</param>
/// <param name="KeyHash">H(<paramref name="PublicKey"/>).</param>
/// <param name="RotationHash">The commitment to the next key.</param>
internal readonly record struct DeviceKeys(Utf8Text Device, Utf8Text PublicKey, Utf8Text KeyHash, Utf8Text RotationHash);
