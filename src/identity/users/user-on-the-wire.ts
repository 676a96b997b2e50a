import type { UserData } from '../messages/user-created.event.js';
import type { User, UserAccess } from './users.js';

/** A user as the API shows it. */
export interface UserView extends UserData {
  readonly second_factor: boolean;
  readonly revision: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What events tell of a user. */
export function userData({
  id,
  username,
  roles,
  twins,
  disabled,
}: UserAccess & Pick<User, 'id' | 'username'>): UserData {
  return { user_id: id, username, roles, twins, disabled };
}

export function userOnTheWire(user: User): UserView {
  return {
    ...userData(user),
    second_factor: user.secondFactor,
    revision: user.revision,
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
  };
}
